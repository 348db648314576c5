"""Which column of a table holds what: recognised by its name, or as the person who brings the file says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wards.importers.limits import ColumnError
from wards.importers.table import Row
from wards.rules.names import normalise_name
from wards.rules.patterns import EmptyColumnError, NotANumberError, Pattern, PatternError, parse_pattern


@dataclass(frozen=True)
class ImportField:
    """Something that is read from a table: its name in options and forms, its name for people, known column names.

    `aliases` are in order of trust: a code is better than a number. They are written as `plain_name` leaves them.
    """

    name: str
    label: str | Promise
    aliases: tuple[str, ...]


Told = Mapping[str, str]
"""What a person says: from the name of a field to a column, or to a pattern of columns such as "KE-{OBJECTID}"."""
ColumnMap = Mapping[str, Pattern]
"""From the name of a field to where it is read from."""


def plain_name(column: str) -> str:
    """A column's name as names are compared: "Ward_ID", "ward id" and "WARD-ID" are one."""
    return normalise_name(column).replace(" ", "")


def known_names(fields: Iterable[ImportField]) -> frozenset[str]:
    """Every column name that one of the fields goes by."""
    return frozenset(alias for field in fields for alias in field.aliases)


def map_columns(columns: Sequence[str], fields: Sequence[ImportField], told: Told) -> dict[str, Pattern]:
    """Find the column of each field; a field that has none is left out.

    Args:
        columns: the table's columns.
        told: wins over what is recognised. An empty column means: do not read this field.

    Raises:
        ColumnError: a field or a column that was named does not exist, or a pattern cannot be read.
    """
    by_name = {plain_name(column): column for column in reversed(columns)}
    mapped = {}
    for field in fields:
        known = next((by_name[alias] for alias in field.aliases if alias in by_name), "")
        if source := told.get(field.name, known):
            mapped[field.name] = _pattern(source, columns)
    if unknown := told.keys() - {field.name for field in fields}:
        message = _("There is nothing named %(name)s to read. Fields are: %(fields)s.") % {
            "name": sorted(unknown)[0],
            "fields": ", ".join(field.name for field in fields),
        }
        raise ColumnError(message, columns)
    return mapped


def column_of(pattern: Pattern) -> str:
    """Where a field is read from, as a person would say it: the column, or the pattern as it was typed."""
    return pattern.columns[0] if pattern.text == f"{{{''.join(pattern.columns)}}}" else pattern.text


def _pattern(source: str, columns: Sequence[str]) -> Pattern:
    """A column by its name, whatever its case and signs, or a pattern."""
    if "{" not in source:
        source = f"{{{_as_written(source, columns)}}}"
    try:
        return parse_pattern(source, columns)
    except PatternError as error:
        raise ColumnError(_("The pattern cannot be read: %(reason)s.") % {"reason": error}, columns) from error


def _as_written(name: str, columns: Sequence[str]) -> str:
    if name in columns:
        return name
    alike = [column for column in columns if plain_name(column) == plain_name(name)]
    if len(alike) != 1:
        message = _("There is no column named %(name)s. The file has: %(columns)s.")
        raise ColumnError(message % {"name": name, "columns": ", ".join(columns)}, columns)
    return alike[0]


def read_cell(row: Row, mapped: ColumnMap, field: str) -> str:
    """What a row says about a field; empty when nothing does, or when a part that the pattern needs is missing."""
    if field not in mapped:
        return ""
    try:
        return mapped[field].fill(row.cells)
    except (EmptyColumnError, NotANumberError):
        return ""


def choose_rows(rows: Iterable[Row], columns: Sequence[str], where: Mapping[str, str]) -> list[Row]:
    """The rows whose cells read as `where` says, compared as names are: one county of a country's list.

    Raises:
        ColumnError: a column that was named does not exist, or no row is left.
    """
    wanted = {_as_written(column, columns): normalise_name(value) for column, value in where.items()}
    chosen = [row for row in rows if all(normalise_name(row.cells[name]) == value for name, value in wanted.items())]
    if not chosen:
        condition = ", ".join(f"{column}={value}" for column, value in where.items())
        raise ColumnError(_("No row has %(condition)s.") % {"condition": condition}, columns)
    return chosen


def missing_column(field: ImportField, columns: Sequence[str]) -> ColumnError:
    """The refusal of a table in which a field that is needed was not found."""
    message = _("No column for %(label)s was recognised; say which with %(name)s=COLUMN. The file has: %(columns)s.")
    about = {"label": field.label, "name": field.name, "columns": ", ".join(columns)}
    return ColumnError(message % about, columns)
