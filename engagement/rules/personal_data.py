"""Numbers, addresses and names of people in what residents write, and the same words without them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType
from stdnum.za import idnr

from engagement.rules.person_names import find_names

FALLBACK_REGION = "ZA"

# Numbers that belong to an office and not to a person: free calls, and those that cost the same from everywhere.
_OFFICE_NUMBERS = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN})
_EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_THIRTEEN_DIGITS = re.compile(r"(?<!\d)(?=(\d(?:[  ./-]?\d){12})(?!\d))")
# "passport A12345678", "ID no: 12345678": forms of other countries, told by the word before them.
_NAMED_NUMBER = re.compile(
    r"\b(?:ID|I\.D\.|identity|passport|isazisi|ipasi|identiteit|paspoort)\b"
    r"(?:[ -]?(?:card|document|book|doc|nommer|number|no|nr|num)\b\.?)*\s*(?:is\b|[:#=])?\s*"
    r"([A-Z]{0,3}[ -]?\d(?:[ /-]?\d){5,}(?:[ /-]?[A-Z0-9]{1,3}\b)?)",
    re.IGNORECASE,
)
# "12 Acacia Road", "stand 4412": where somebody may live. It may also be where the trouble is: the writer is asked.
_STREETS = (
    "Street|Str|St|Road|Rd|Avenue|Ave|Drive|Lane|Crescent|Cres|Close|Way|Place|Terrace|Straat|Weg|Laan|Rylaan|Singel"
)
_STREET_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:(?:[A-Z][\w'’-]* ){{1,3}}(?:{_STREETS})|[A-Z][\w'’-]*(?:straat|weg|laan|singel))\b"
    r"|\b(?i:house|stand|erf|unit|flat|room|indlu|huis)(?i: no\.?| number| nr\.?)? \d{1,6}[A-Za-z]?\b"
)
_AMOUNT_BEFORE = re.compile(r"(?:\bR|[$€£]|\b(?:KES|KSh|ZAR|Rs))\s?$")


class DataKind(StrEnum):
    """What was found about a person."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"


@dataclass(frozen=True)
class Finding:
    """A passage that tells about a person: `text[start:end]`."""

    kind: DataKind
    start: int
    end: int
    text: str


def find_personal_data(
    text: str,
    *,
    region: str = FALLBACK_REGION,
    known: Collection[str] = (),
    names: Collection[str] = (),
    with_names: bool = True,
) -> list[Finding]:
    """Find what the public should not read, in the order of the text, without overlaps.

    Numbers and addresses are found surely; names are a guess, for somebody to look at.

    Args:
        region: ISO 3166-1 code of two letters: how telephone numbers without a country code are read.
        known: names that everybody may read, of councillors, places and offices; and numbers and addresses of offices.
        names: names that are people's for certain, such as the writer's own.
        with_names: whether names are looked for at all.
    """
    public = {_plain(word) for word in known}
    found: list[Finding] = []
    for finding in _candidates(text, region if region in phonenumbers.SUPPORTED_REGIONS else FALLBACK_REGION):
        if _plain(finding.text) not in public and _is_free(finding, found):
            found.append(finding)
    for start, end in find_names(text, known=known, names=names) if with_names else ():
        finding = Finding(DataKind.NAME, start, end, text[start:end])
        if _is_free(finding, found):
            found.append(finding)
    return sorted(found, key=lambda finding: finding.start)


def street_addresses(text: str) -> list[str]:
    """Passages that look like the address of a house, in their order, each once. They are asked about, never masked."""
    return list(dict.fromkeys(match[0] for match in _STREET_ADDRESS.finditer(text)))


def mask(text: str, findings: Iterable[Finding], words: Mapping[DataKind, str]) -> str:
    """The text with each finding replaced by the word for its kind, such as "[phone number]".

    Args:
        findings: of this very text, without overlaps.
    """
    parts, end = [], 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        parts += [text[end : finding.start], words[finding.kind]]
        end = finding.end
    return "".join([*parts, text[end:]])


def without_personal_data(
    text: str,
    words: Mapping[DataKind, str],
    *,
    region: str = FALLBACK_REGION,
    known: Collection[str] = (),
    names: Collection[str] = (),
    with_names: bool = True,
) -> str:
    """The text with all that is found in it masked, also what only stands out once the rest is; twice changes nothing.

    Args:
        words: for each kind; they hold nothing that would be found.
        region, known, names, with_names: as in `find_personal_data`.
    """
    while findings := find_personal_data(text, region=region, known=known, names=names, with_names=with_names):
        text = mask(text, findings, words)
    return text


def pieces(text: str, findings: Iterable[Finding]) -> list[tuple[str, DataKind | None]]:
    """The text in pieces, each with the kind of what was found in it: for a page that marks the findings."""
    parts: list[tuple[str, DataKind | None]] = []
    end = 0
    for finding in findings:
        parts += [(text[end : finding.start], None), (finding.text, finding.kind)]
        end = finding.end
    return [(piece, kind) for piece, kind in [*parts, (text[end:], None)] if piece]


def words_added(original: str, shown: str, words: Collection[str]) -> str:
    """The first passage of a public version that its author did not write; empty where there is none.

    A public version may only leave out, and says where it does: what was left out is replaced by one of `words`, all
    else stands in the original in the same order. Space at the ends of lines does not count.
    """
    wanted, position = _lines(original), 0
    parts = re.split("|".join(re.escape(word) for word in words), _lines(shown)) if words else [_lines(shown)]
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        start = 0 if number == 0 else len(wanted) - len(part) if is_last else wanted.find(part, position)
        fits = start >= position and wanted.startswith(part, start)
        if not fits or (is_last and start + len(part) != len(wanted)):
            return next((line for line in part.splitlines() if line.strip() and line not in wanted), part).strip()
        position = start + len(part)
    return ""


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _candidates(text: str, region: str) -> Iterator[Finding]:
    """The surest first: what overlaps with an earlier one is not counted again."""
    for match in _THIRTEEN_DIGITS.finditer(text):
        if _is_id_number(match[1]):
            yield _finding(DataKind.ID_NUMBER, match, 1)
    for match in _NAMED_NUMBER.finditer(text):
        yield _finding(DataKind.ID_NUMBER, match, 1)
    for match in _EMAIL.finditer(text):
        yield _finding(DataKind.EMAIL, match, 0)
    for phone in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE):
        is_office = phonenumbers.number_type(phone.number) in _OFFICE_NUMBERS
        if (
            phonenumbers.is_valid_number(phone.number)
            and not is_office
            and not _AMOUNT_BEFORE.search(text[: phone.start])
        ):
            yield Finding(DataKind.PHONE, phone.start, phone.end, phone.raw_string)


def _finding(kind: DataKind, match: re.Match[str], group: int) -> Finding:
    return Finding(kind, match.start(group), match.end(group), match[group])


def _is_id_number(text: str) -> bool:
    """Thirteen digits that pass the check; or that stand together and begin with a date, as with one digit mistyped."""
    digits = "".join(str(int(character)) for character in text if character.isdigit())
    return idnr.is_valid(digits) or (len(text) == len(digits) and _is_date(digits[:6]))


def _is_date(digits: str) -> bool:
    try:
        # The year 00 is 2000, which had a 29 February, as had 1900's century of leap years but for one day.
        datetime.strptime(f"20{digits}", "%Y%m%d")  # noqa: DTZ007
    except ValueError:
        return False
    return True


def _is_free(finding: Finding, found: Iterable[Finding]) -> bool:
    return all(finding.end <= other.start or other.end <= finding.start for other in found)


def _plain(text: str) -> str:
    """A number by its last nine digits, however it is written; all else in lower case."""
    digits = "".join(character for character in text if character.isdigit())
    letters = any(character.isalpha() for character in text)
    return digits[-9:] if digits and not letters else text.strip().lower()
