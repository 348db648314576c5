"""Office telephone numbers as lists write them: several in a cell, without area codes, in every notation."""

import re
from dataclasses import dataclass

import phonenumbers

MAX_LENGTH = 64
"""What the field for office numbers holds; whole numbers are kept as long as they fit."""
_BETWEEN = re.compile(r"[;,|/]|\bor\b|\band\b")


@dataclass(frozen=True)
class OfficePhones:
    """Numbers in international notation, joined by "; ", and the parts that are no whole number."""

    kept: str
    left_out: tuple[str, ...]


def read_office_phones(text: str, country: str) -> OfficePhones:
    """Read every number in a cell.

    A number without its area code ("933-0177") or in shorthand ("371 4550/1") cannot be called from everywhere and
    is left out; nobody guesses the rest. In a country without a numbering plan, such as the demo's ZZ, a number is
    kept as it was written.

    Args:
        country: ISO 3166-1 code of two letters, for numbers without a country code.
    """
    kept: list[str] = []
    left_out: list[str] = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        number = _international(part, country)
        if not number or len("; ".join([*kept, number])) > MAX_LENGTH:
            left_out.append(part)
        elif number not in kept:
            kept.append(number)
    return OfficePhones("; ".join(kept), tuple(left_out))


def _international(part: str, country: str) -> str:
    if country not in phonenumbers.SUPPORTED_REGIONS and not part.startswith("+"):
        return part if sum(character.isdigit() for character in part) >= 6 else ""
    prefix = phonenumbers.ndd_prefix_for_region(country, True)
    if prefix and not part.lstrip("( ").startswith((prefix, "+")):
        return ""  # "828-2530" lacks its area code, and would pass for a number of another kind
    try:
        number = phonenumbers.parse(part, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
