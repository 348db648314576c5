"""What somebody may have meant by an address that leads nowhere."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from engagement.rules.references import MalformedReferenceError, parse_reference


class Meant(StrEnum):
    """What a part of an address looks like."""

    REFERENCE = "reference"
    """A reference, rightly typed, in the wrong place."""
    NEARLY_REFERENCE = "nearly_reference"
    """A reference with a letter or a digit that is wrong."""
    WARD_CODE = "ward_code"


@dataclass(frozen=True)
class Guess:
    """What was meant, and the text of it: as it is stored for a reference, else as it was typed."""

    meant: Meant
    text: str


_NEARLY = re.compile(r"[a-z]{2}[- ]?[a-z0-9]{3,5}[- ]?[a-z0-9]{2,5}", re.IGNORECASE)
_WARD_CODE = re.compile(r"[a-z]{2,4}\d{2,4}-\d{1,4}|\d{7,9}", re.IGNORECASE)
_LONGEST = 40


def meant_by(path: str) -> Guess | None:
    """The likeliest meaning of a path, from its last part to its first; None where nothing comes to mind.

    Args:
        path: of an address that leads nowhere, such as "/KH-7F3K-92QX/".
    """
    parts = [unquote(part).strip() for part in path.split("/") if part]
    for part in reversed([part for part in parts if 0 < len(part) <= _LONGEST]):
        if guess := _meant_by_part(part):
            return guess
    return None


def _meant_by_part(part: str) -> Guess | None:
    if _WARD_CODE.fullmatch(part):
        return Guess(Meant.WARD_CODE, part.upper())
    if not any(letter.isdigit() for letter in part):
        return None  # a word, such as "councillor", which has as many letters as a reference
    try:
        return Guess(Meant.REFERENCE, parse_reference(part))
    except MalformedReferenceError:
        return Guess(Meant.NEARLY_REFERENCE, part.upper()) if _NEARLY.fullmatch(part) else None
