"""Files of points: CSV of any size, read row by row, with the columns of longitude and latitude found out."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wards.importers.columns import plain_name
from wards.importers.limits import TableError
from wards.importers.places import LATITUDE, LONGITUDE
from wards.importers.text import ENCODINGS_BY_MARK, find_delimiter
from wards.rules.positions import NoPosition, Position, read_position

SAMPLE = 65536
"""How many bytes are looked at to find the delimiter, and read at a time to find the encoding."""


@dataclass(frozen=True)
class PointsFile:
    """A CSV file of points and what was found out about it; `longitude` and `latitude` are places of columns."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    longitude: int
    latitude: int

    def rows(self) -> Iterator[list[str]]:
        """The cells of each row below the heading, in order; short rows are filled up.

        Raises:
            TableError: a row is no CSV.
        """
        with self.path.open(encoding=self.encoding, newline="") as opened:
            reader = csv.reader(opened, delimiter=self.delimiter)
            try:
                next(reader, None)
                for cells in reader:
                    yield cells + [""] * (len(self.columns) - len(cells))
            except UnicodeDecodeError as error:
                raise _not_in(self.encoding) from error
            except csv.Error as error:
                words = {"row": reader.line_num, "reason": error}
                raise TableError(_("Line %(row)d cannot be read as CSV: %(reason)s.") % words) from error

    def position(self, cells: Sequence[str]) -> Position | NoPosition:
        """A row's position, or why it has none."""
        return read_position(cells[self.longitude].strip(), cells[self.latitude].strip(), None)


def open_points(path: Path, *, longitude: str = "", latitude: str = "") -> PointsFile:
    """Find out how a CSV file of points is written.

    Args:
        longitude: the name of its column, where it is not one of the usual names.
        latitude: the same.

    Raises:
        TableError: there is no such file, it is empty, or it has no such columns.
    """
    if not path.is_file():
        raise TableError(_("There is no file %(path)s.") % {"path": path})
    encoding = _find_encoding(path)
    delimiter, columns = _read_heading(path, encoding)
    if not columns:
        raise TableError(_("The file %(path)s is empty.") % {"path": path})
    return PointsFile(
        path=path,
        encoding=encoding,
        delimiter=delimiter,
        columns=columns,
        longitude=_place(columns, longitude, LONGITUDE.aliases, "--lon"),
        latitude=_place(columns, latitude, LATITUDE.aliases, "--lat"),
    )


def _read_heading(path: Path, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter and the names of columns.

    Raises:
        TableError: the heading is no CSV, or not in the encoding that the file's mark says.
    """
    try:
        with path.open(encoding=encoding, newline="") as opened:
            delimiter = find_delimiter(opened.read(SAMPLE))
            opened.seek(0)
            return delimiter, tuple(next(csv.reader(opened, delimiter=delimiter), ()))
    except UnicodeDecodeError as error:
        raise _not_in(encoding) from error
    except csv.Error as error:
        raise TableError(_("The heading cannot be read as CSV: %(reason)s.") % {"reason": error}) from error


def _not_in(encoding: str) -> TableError:
    return TableError(_("The file says it is in %(encoding)s and is not. Save it as UTF-8.") % {"encoding": encoding})


def _find_encoding(path: Path) -> str:
    """By its mark, else UTF-8 if all of it is, else what Windows writes in western languages."""
    with path.open("rb") as opened:
        start = opened.read(4)
        marked = next((name for mark, name in ENCODINGS_BY_MARK.items() if start.startswith(mark)), "")
        if marked:
            return marked
        opened.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece := opened.read(SAMPLE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _find_western_encoding(path)
    return "utf-8"


def _find_western_encoding(path: Path) -> str:
    """What Windows writes, or where a byte means nothing in that, Latin-1, in which every byte is a letter or sign."""
    try:
        with path.open(encoding="cp1252") as opened:
            while opened.read(SAMPLE):
                pass
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _place(columns: Sequence[str], told: str, usual: Sequence[str], option: str) -> int:
    names = [plain_name(column) for column in columns]
    wanted = [plain_name(told)] if told else usual
    found = next((names.index(name) for name in wanted if name in names), None)
    if found is None:
        raise TableError(
            _("No column is called %(wanted)s. Say with %(option)s which one it is; the columns are: %(columns)s.")
            % {"wanted": told or usual[0], "option": option, "columns": ", ".join(columns)}
        )
    return found
