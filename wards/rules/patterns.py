"""Patterns that build a value from the columns of a row, such as `KE-{OBJECTID}` or `{CAT_B}_{WardNo:03d}`.

A pattern is literal text with columns in braces. Inside the braces, in this order and each at most once:

    {COLUMN}            the column's value
    {COLUMN[2:6]}       a part of it, counted from 0 as in Python; negative counts from the end
    {COLUMN!upper}      in another case: upper, lower or title; `slug` keeps letters and digits, fit for an address
    {COLUMN:03d}        a whole number, filled with zeros to a width (`:d` only drops leading zeros)
    {COLUMN|other}      `other` where the value is empty; without it an empty value is an error

`{{` and `}}` stand for braces.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_FIELD = re.compile(
    r"""(?P<column>[^{}\[\]!:|]+)
        (?P<part>\[-?\d*:-?\d*\])?
        (?:!(?P<case>upper|lower|title|slug))?
        (?::(?P<digits>0?\d*)d)?
        (?:\|(?P<otherwise>[^{}|]*))?""",
    re.VERBOSE,
)
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")
_WORD = re.compile(r"[^\s/()-]+")


class PatternError(ValueError):
    """A pattern cannot be read; the message names the piece."""


class EmptyColumnError(ValueError):
    """A row has no value in a column that the pattern needs; the argument is the column's name."""


class NotANumberError(ValueError):
    """A row's value should be a whole number and is not; the argument is the value."""


@dataclass(frozen=True)
class Field:
    """One column in a pattern, and what is done to its value."""

    column: str
    part: slice | None = None
    case: str | None = None
    digits: str | None = None
    otherwise: str | None = None

    def fill(self, row: Mapping[str, Any]) -> str:
        """The value of this field in a row."""
        text = as_text(row.get(self.column))
        if self.part is not None:
            text = text[self.part]
        if self.case:
            text = _CASES[self.case](text)
        if not text:
            if self.otherwise is None:
                raise EmptyColumnError(self.column)
            return self.otherwise
        return text if self.digits is None else format(_whole(text), f"{self.digits}d")


@dataclass(frozen=True)
class Pattern:
    """A pattern that was read: literal text and fields in turn."""

    text: str
    pieces: tuple[str | Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs, in order."""
        return tuple(piece.column for piece in self.pieces if isinstance(piece, Field))

    def fill(self, row: Mapping[str, Any]) -> str:
        """The pattern's value for a row.

        Raises:
            EmptyColumnError: a column is empty and the pattern says nothing for that.
            NotANumberError: a value should be a whole number and is not.
        """
        return "".join(piece if isinstance(piece, str) else piece.fill(row) for piece in self.pieces).strip()


def parse_pattern(text: str, columns: Iterable[str] = ()) -> Pattern:
    """Read a pattern; a text without braces that names a column means that column.

    Args:
        text: as somebody typed it.
        columns: the file's columns; the pattern may write them in another case.

    Raises:
        PatternError: the pattern is malformed, or names a column that the file does not have.
    """
    known = tuple(columns)
    if "{" not in text and "}" not in text and _find_column(text, known):
        text = f"{{{text}}}"
    return Pattern(text, tuple(_parse_piece(found, known) for found in _PIECE.finditer(text)))


def as_text(value: Any) -> str:
    """A cell as text: numbers without `.0`, nothing for what is missing, spaces at the ends dropped."""
    if value is None or value != value:  # a missing number is NaN, the one value that differs from itself
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def title_case(text: str) -> str:
    """`PARKLANDS/HIGHRIDGE` as `Parklands/Highridge`, and `MURANG'A` as `Murang'a`."""
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:].lower(), text)


def slug(text: str) -> str:
    """`ELGEYO/MARAKWET` as `ELGEYO-MARAKWET`, and `MURANG'A` as `MURANGA`: no accents, and no sign but dashes."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", re.sub(r"['’‘`]", "", bare)).strip("-")


_CASES: dict[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower, "title": title_case, "slug": slug}


def _parse_piece(found: re.Match[str], known: tuple[str, ...]) -> str | Field:
    if found[0] in ("{{", "}}"):
        return found[0][0]
    if found[0] in ("{", "}"):
        raise PatternError(f"a brace without its other half in {found.string!r}")
    if found[1] is None:
        return found[0]
    field = _FIELD.fullmatch(found[1])
    if field is None:
        raise PatternError(
            f"{found[0]} cannot be read; write {{COLUMN}}, {{COLUMN[2:6]}}, {{COLUMN:03d}} or {{COLUMN!upper}}"
        )
    column = _find_column(field["column"], known) if known else field["column"]
    if column is None:
        raise PatternError(f"the file has no column {field['column']}; its columns are {', '.join(known)}")
    return Field(column, _parse_part(field["part"]), field["case"], field["digits"], field["otherwise"])


def _parse_part(text: str | None) -> slice | None:
    if text is None:
        return None
    start, stop = text[1:-1].split(":")
    return slice(int(start) if start else None, int(stop) if stop else None)


def _find_column(name: str, known: tuple[str, ...]) -> str | None:
    if name in known:
        return name
    return next((column for column in known if column.lower() == name.lower()), None)


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d+", text):
        raise NotANumberError(text)
    return int(text)
