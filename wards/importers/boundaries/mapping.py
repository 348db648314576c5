"""From the columns of a file to the facts of wards: which format it is, and each row's facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.formats import (
    CODE,
    MUNICIPALITY,
    NUMBER,
    USUAL_COLUMNS,
    WARD_FORMATS,
    FileFormat,
)
from wards.importers.problems import Problem, Severity
from wards.rules.codes import UNSAFE_CHARACTERS, is_address_safe
from wards.rules.patterns import EmptyColumnError, NotANumberError, Pattern, PatternError, parse_pattern

CODE_LENGTH, MUNICIPALITY_LENGTH, NAME_LENGTH = 64, 32, 200
"""Longest values that the models take."""


@dataclass(frozen=True)
class ColumnMap:
    """Which column holds what: a pattern for each fact, and the known format that they come from, if any."""

    title: str
    patterns: dict[str, Pattern]
    format: FileFormat | None = None

    @property
    def columns(self) -> list[str]:
        """The columns that must be read."""
        return sorted({column for pattern in self.patterns.values() for column in pattern.columns})

    def as_text(self) -> dict[str, str]:
        """The patterns as a person would type them."""
        return {fact: pattern.text for fact, pattern in self.patterns.items()}


@dataclass(frozen=True)
class WardRow:
    """What a row says of a ward, besides its shape; `row` counts from 1. A field is named as its fact."""

    row: int
    code: str = ""
    number: int | None = None
    name: str = ""
    municipality: str = ""
    municipality_name: str = ""
    district: str = ""
    district_name: str = ""
    dated: str = ""


def recognise(
    formats: Iterable[FileFormat], columns: Sequence[str], layer: str, country: str = ""
) -> FileFormat | None:
    """The first format whose columns a layer has; with a country, formats of that country and of none."""
    for each in formats:
        if country and each.country not in ("", country):
            continue
        if each.layers and not any(word in layer.lower() for word in each.layers):
            continue
        if _parsed(each.facts, columns) is not None:
            return each
    return None


def map_columns(columns: Sequence[str], layer: str, country: str, options: Mapping[str, str]) -> ColumnMap:
    """Find out which column holds what: what the options say, then a known format, then usual names of columns.

    Args:
        columns: the layer's columns.
        options: patterns by fact, as a person typed them.

    Raises:
        BoundaryFileError: an option's pattern cannot be read, or nothing says what a ward's code is.
    """
    known = recognise(WARD_FORMATS, columns, layer, country)
    patterns = _usual(columns) if known is None else _parsed(known.facts, columns) or {}
    for fact, text in options.items():
        try:
            patterns[fact] = parse_pattern(text, columns)
        except PatternError as error:
            raise BoundaryFileError(
                _("The pattern for %(fact)s: %(error)s.") % {"fact": fact, "error": error}
            ) from error
    if CODE not in patterns:
        raise BoundaryFileError(
            _(
                "Nothing says which column holds the code of a ward. Say it with --code, such as --code '%(example)s'. "
                "The layer's columns: %(columns)s."
            )
            % {"example": _example(country, columns, patterns), "columns": ", ".join(columns)}
        )
    return ColumnMap(known.title if known else _("columns of usual names"), patterns, known)


def read_facts(column_map: ColumnMap, records: Iterable[Mapping[str, Any]]) -> tuple[list[WardRow], list[Problem]]:
    """Read each row's facts; what is empty or does not fit becomes a problem of its row, and stays empty in the facts.

    Args:
        records: the rows in the file's order, as values by column.
    """
    rows, problems = [], []
    for number, record in enumerate(records, start=1):
        row, found = _read_row(column_map, number, record)
        rows.append(row)
        problems += found
    return rows, problems


def _parsed(facts: Mapping[str, str], columns: Sequence[str]) -> dict[str, Pattern] | None:
    try:
        return {fact: parse_pattern(text, columns) for fact, text in facts.items()}
    except PatternError:
        return None


def _usual(columns: Sequence[str]) -> dict[str, Pattern]:
    by_name = {column.lower(): column for column in columns}
    patterns = {}
    for fact, names in USUAL_COLUMNS.items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column:
            optional = "" if fact in (CODE, MUNICIPALITY) else "|"
            patterns[fact] = parse_pattern(f"{{{column}{optional}}}", columns)
    return patterns


def _example(country: str, columns: Sequence[str], patterns: Mapping[str, Pattern]) -> str:
    """A pattern for codes that could serve: the municipality and the number where there are columns for them."""
    likely = [column for fact in (MUNICIPALITY, NUMBER) if fact in patterns for column in patterns[fact].columns]
    return "-".join([country, *(f"{{{column}}}" for column in likely or columns[:1] or ["COLUMN"])])


def _read_row(column_map: ColumnMap, number: int, record: Mapping[str, Any]) -> tuple[WardRow, list[Problem]]:
    values: dict[str, str] = {}
    problems = []
    for fact, pattern in column_map.patterns.items():
        try:
            values[fact] = pattern.fill(record)
            if fact == NUMBER and not re.fullmatch(r"\d*", values[fact]):
                raise NotANumberError(values.pop(fact))
        except EmptyColumnError as error:
            problems.append(_error(number, "empty_column", _("Column %(column)s is empty.") % {"column": error}))
        except NotANumberError as error:
            message = _("“%(value)s” is not a whole number.") % {"value": error}
            problems.append(_error(number, "not_a_number", message))
    ward_number = values.pop(NUMBER, "")
    row = _tidy(WardRow(row=number, number=int(ward_number) if ward_number else None, **values))
    return row, [*dict.fromkeys(problems), *_check(row)]


def _tidy(row: WardRow) -> WardRow:
    """A name that only repeats the code or the number is none: "79800118", "118", "Ward 118"."""
    bare = re.sub(r"^(ward|wyk)?\W*0*", "", row.name.lower())
    repeats = row.name == row.code or (row.number is not None and bare == str(row.number))
    return replace(row, name="" if repeats else row.name)


def _check(row: WardRow) -> list[Problem]:
    problems = []
    if row.code and not row.code.strip("0"):
        problems.append(_error(row.row, "no_code", _("“%(code)s” is no code of a ward.") % {"code": row.code}))
    too_long = {
        _("The code"): (row.code, CODE_LENGTH),
        _("The name"): (row.name, NAME_LENGTH),
        _("The municipality's code"): (row.municipality, MUNICIPALITY_LENGTH),
        _("The municipality's name"): (row.municipality_name, NAME_LENGTH),
    }
    for what, (value, longest) in too_long.items():
        if len(value) > longest:
            message = _("%(what)s is longer than %(longest)d characters: %(value)s…")
            words = {"what": what, "longest": longest, "value": value[:40]}
            problems.append(_error(row.row, "too_long", message % words))
    codes = dict.fromkeys(filter(None, (row.code, row.municipality, row.district)))
    unsafe = [code for code in codes if not is_address_safe(code)]
    return [*problems, *(_error(row.row, "unsafe_code", unsafe_code(code)) for code in unsafe)]


def unsafe_code(code: str) -> str:
    """Why a code cannot be taken that does not fit in an address, and what to do."""
    return _(
        "The code “%(code)s” cannot stand in an address: it has one of %(characters)s, a line break or a space at an "
        "end, or is a word that addresses use themselves. Build another, such as {COLUMN!slug} or W-{COLUMN}."
    ) % {"code": code, "characters": UNSAFE_CHARACTERS}


def _error(row: int, code: str, message: str) -> Problem:
    return Problem(row, code, Severity.ERROR, message)
