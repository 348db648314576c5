"""Reading what somebody typed into "Where do you live?"."""

import re
from dataclasses import dataclass

from wards.rules.names import normalise_name

# "Ward" as residents say it: English, Afrikaans, isiZulu and isiXhosa, Kiswahili.
_WARD_WORDS = frozenset({"ward", "wards", "wyk", "iwadi", "uwadi", "iwodi", "wadi", "kata"})
# Words that are in the names of most municipalities and tell none from another.
_BODY_WORDS = frozenset({"municipality", "municipalities", "metropolitan", "metro", "munisipaliteit", "umasipala"})
# Words for what a place is: alone they are in the names of thousands and tell none from another.
_KIND_WORDS = frozenset(
    {"school", "primary", "secondary", "high", "combined", "college", "laerskool", "skool", "creche"}
    | {"hall", "saal", "church", "kerk", "clinic", "kliniek", "hospital", "library", "park"}
    | {"road", "rd", "street", "st", "straat", "avenue", "ave", "weg", "drive"}
    | {"extension", "ext", "section", "site", "location", "village", "town", "city"}
)
_NUMBER_WORDS = frozenset({"no", "nr", "number", "nommer", "inombolo"})
# No municipality has ten thousand wards; longer numbers are codes, postal codes and telephone numbers.
_LONGEST_NUMBER = 4
# Below three letters a name is like half of all names.
_SHORTEST_PHRASE = 3
_MOST_WORDS = 6
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*\d+")
LEFT_OUT_OF_CODES = r"[\s_./-]+"
"""What people leave out of a code: a regular expression that PostgreSQL reads as well."""


@dataclass(frozen=True)
class Asked:
    """What a text may mean.

    `codes` are spellings of a ward's code, `bare_code` one without what people leave out, where it could be no number.
    `number` is a ward's number, `sure` whether the text says that it is one. `name` is what may be a name, as
    `normalise_name` writes it, and `beside` the same without a number that may be a ward's. `phrases` are the parts of
    the name that may be a place, the whole first: people add a street before it, or a town after it.
    """

    text: str
    codes: tuple[str, ...] = ()
    bare_code: str = ""
    number: int | None = None
    sure: bool = False
    name: str = ""
    beside: str = ""
    phrases: tuple[str, ...] = ()


def read_search(text: str) -> Asked:
    """Read a search: "ward 12", "12", "79800012", "Ward 12 Mangaung", "Rosebank, Cape Town", "14 Main Rd Thutong"."""
    typed = _split_ward_number(normalise_name(text).split())
    words = [word for word in typed if word not in _BODY_WORDS] or typed
    if _NEGATIVE.fullmatch(text.strip()):
        words = []
    number, sure, rest, others = _take_number(words)
    parts = [normalise_name(part) for part in text.split(",")]
    bare = bare_code(text)
    return Asked(
        text=text.strip(),
        codes=_codes(text),
        bare_code="" if bare.isdecimal() and len(bare) <= _LONGEST_NUMBER else bare,
        number=number,
        sure=sure,
        name=" ".join(rest),
        beside=" ".join(others),
        phrases=_phrases(rest, parts),
    )


def bare_code(code: str) -> str:
    """A code in capitals, without spaces, dashes and the like: "zz001-003" is "ZZ001003"."""
    return re.sub(LEFT_OUT_OF_CODES, "", code).upper()


def explained(name: str, phrase: str, likeness: float, context: str) -> float:
    """How much of what was typed (0 to 1) a place explains.

    Args:
        name: all that was typed, normalised.
        phrase: the part of it that was compared with the place.
        likeness: how alike that part and the place's name are, 0 to 1.
        context: where the place lies, such as its municipality's name; the other words may name it.
    """
    around = normalise_name(context).split()
    others = f" {name} ".replace(f" {phrase} ", " ", 1).split()
    known = sum(len(word) for word in others if any(_alike(word, place) for place in around))
    letters = len(name.replace(" ", "")) or 1
    return min((len(phrase.replace(" ", "")) * likeness + known) / letters, 1.0)


def _split_ward_number(words: list[str]) -> list[str]:
    """Write "ward12" as "ward 12"."""
    split = []
    for word in words:
        glued = re.fullmatch(r"([^\W\d]+)(\d+)", word)
        split += glued.groups() if glued and glued[1] in _WARD_WORDS else [word]
    return split


def _take_number(words: list[str]) -> tuple[int | None, bool, list[str], list[str]]:
    """The ward's number, whether the text says so, the words of the name, and those words without the number."""
    said = any(word in _WARD_WORDS for word in words)
    rest = [word for word in words if word not in _WARD_WORDS and not (said and word in _NUMBER_WORDS)] or words
    numbers = [word for word in rest if word.isdecimal() and len(word) <= _LONGEST_NUMBER]
    if len(numbers) != 1:
        return None, False, rest, rest
    others = [word for word in rest if word != numbers[0]]
    sure = said or not others
    # "Extension 12" may be a place: its number stays part of the name unless the text says that it is a ward's.
    return int(numbers[0]), sure, others if sure else rest, others


def _codes(text: str) -> tuple[str, ...]:
    typed = text.strip()
    together = re.sub(r"\s+", "", typed)
    return tuple(dict.fromkeys(code for code in (typed, typed.upper(), together, together.upper()) if code))


def _phrases(words: list[str], parts: list[str]) -> tuple[str, ...]:
    words = words[:_MOST_WORDS]
    whole = " ".join(words)
    if len(parts) > 1:
        candidates = [whole, *(part for part in parts if part in whole)]
    else:
        heads = [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
        tails = [" ".join(words[start:]) for start in range(1, len(words))]
        candidates = [whole, *heads, *tails]
    return tuple(dict.fromkeys(phrase for phrase in candidates if _could_be_a_name(phrase, whole)))


def _could_be_a_name(phrase: str, whole: str) -> bool:
    if len(phrase) < _SHORTEST_PHRASE or phrase.replace(" ", "").isdecimal():
        return False
    return phrase == whole or any(word not in _KIND_WORDS and not word.isdecimal() for word in phrase.split())


def _alike(word: str, other: str) -> bool:
    """Whether two words are the same but for one letter, or one begins with the other."""
    if word == other or (len(word) >= _SHORTEST_PHRASE and other.startswith(word)):
        return True
    longer, shorter = (word, other) if len(word) >= len(other) else (other, word)
    if len(longer) - len(shorter) > 1 or len(shorter) < 4:
        return False
    same = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    skip = 1 if len(longer) == len(shorter) else 0
    return longer[same + 1 :] == shorter[same + skip :]
