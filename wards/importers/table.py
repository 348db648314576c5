"""Tables as people publish them: CSV in any usual encoding, XLSX, GeoJSON or a JSON list, also gzipped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wards.importers.content import TableFormat, read_content, recognise_format
from wards.importers.features import read_objects
from wards.importers.heading import find_heading, name_columns
from wards.importers.limits import TableError, refuse_too_many_columns
from wards.importers.text import read_text
from wards.importers.workbook import read_workbook


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by column, trimmed."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as it was read; `encoding`, `delimiter` and `sheet` are what was found out about the file."""

    columns: tuple[str, ...]
    rows: list[Row]
    format: TableFormat
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class TableOptions:
    """What the person who brings the file says about it; whatever is left empty is found out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def _nothing(_cells: object) -> tuple[str, ...]:
    return ()


def read_table(
    path: Path,
    options: TableOptions,
    *,
    is_known: Callable[[str], bool],
    headerless: Callable[[Sequence[str]], tuple[str, ...]] = _nothing,
) -> Table:
    """Read a table.

    Args:
        is_known: tells a name of a column, so that a heading is found under titles.
        headerless: names the columns of a known kind of file without a heading, from the cells of its first row.

    Raises:
        TableError: the file is empty, too large, of another kind, or broken.
    """
    content = read_content(path)
    kind = recognise_format(content)
    if kind == TableFormat.JSON:
        table = _table_of_objects(read_objects(content))
    elif kind == TableFormat.WORKBOOK:
        records, sheet = read_workbook(content, sheet=options.sheet)
        table = Table(*_headed(records, is_known, headerless), kind, sheet=sheet)
    else:
        text = read_text(content, encoding=options.encoding, delimiter=options.delimiter)
        headed = _headed(text.records, is_known, headerless)
        table = Table(*headed, kind, encoding=text.encoding, delimiter=text.delimiter)
    if not table.rows:
        raise TableError(_("The file has a heading and no rows under it."))
    return table


def _table_of_objects(objects: list[dict[str, str]]) -> Table:
    columns = tuple(dict.fromkeys(name for item in objects for name in item))
    refuse_too_many_columns(len(columns))
    rows = [Row(number, {name: item.get(name, "") for name in columns}) for number, item in enumerate(objects, start=1)]
    return Table(columns, rows, TableFormat.JSON, encoding="utf-8")


def _headed(
    records: list[list[str]],
    is_known: Callable[[str], bool],
    headerless: Callable[[Sequence[str]], tuple[str, ...]],
) -> tuple[tuple[str, ...], list[Row]]:
    heading = find_heading(records, is_known)
    if columns := headerless(records[heading]):
        return columns, _rows(columns, records, above=heading)
    columns = name_columns(records[heading])
    return columns, _rows(columns, records, above=heading + 1)


def _rows(columns: tuple[str, ...], records: list[list[str]], *, above: int) -> list[Row]:
    rows = []
    for number, cells in enumerate(records[above:], start=above + 1):
        trimmed = [" ".join(cell.split()) for cell in cells]
        if any(trimmed):
            padded = trimmed + [""] * (len(columns) - len(trimmed))
            rows.append(Row(number, dict(zip(columns, padded, strict=False))))
    return rows
