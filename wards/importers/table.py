"""Tables as people publish them: CSV in any usual encoding, XLSX, GeoJSON or a JSON list, also gzipped."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wards.importers.content import TableFormat, read_content, recognise_format
from wards.importers.features import read_objects
from wards.importers.heading import find_heading, name_columns
from wards.importers.limits import TableError, refuse_too_many_columns
from wards.importers.records import keep_records, refuse_unstorable
from wards.importers.text import read_text
from wards.importers.workbook import read_workbook


class Cells(Mapping[str, str]):
    """The cells of one row by column, over places of columns that all rows of a table share."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: Sequence[str]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, column: str) -> str:
        place = self._places[column]
        return self._values[place] if place < len(self._values) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by column, trimmed."""

    number: int
    cells: Mapping[str, str]


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


def _table_of_objects(objects: Iterable[Mapping[str, str]]) -> Table:
    places: dict[str, int] = {}
    records = keep_records(_placed(objects, places))
    return Table(tuple(places), _rows(places, records, first=1), TableFormat.JSON, encoding="utf-8")


def _placed(objects: Iterable[Mapping[str, str]], places: dict[str, int]) -> Iterator[list[str]]:
    """Each object's values in the places of their columns; a column that is new is added to `places`."""
    for number, item in enumerate(objects, start=1):
        if item.keys() - places.keys():
            refuse_unstorable(item, number)
            places.update((name, len(places) + at) for at, name in enumerate(n for n in item if n not in places))
            refuse_too_many_columns(len(places))
        values = [""] * (1 + max((places[name] for name in item), default=-1))
        for name, value in item.items():
            values[places[name]] = value
        yield values


def _headed(
    records: list[list[str]],
    is_known: Callable[[str], bool],
    headerless: Callable[[Sequence[str]], tuple[str, ...]],
) -> tuple[tuple[str, ...], list[Row]]:
    heading = find_heading(records, is_known)
    columns, first = headerless(records[heading]), heading
    if not columns:
        columns, first = name_columns(records[heading]), heading + 1
    places = {name: place for place, name in enumerate(columns)}
    return columns, _rows(places, records[first:], first=first + 1)


def _rows(places: Mapping[str, int], records: Iterable[Sequence[str]], *, first: int) -> list[Row]:
    """The rows that are not empty; `first` is the number of the first record."""
    return [Row(number, Cells(places, cells)) for number, cells in enumerate(records, start=first) if any(cells)]
