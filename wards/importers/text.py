"""Text tables: CSV with any usual delimiter and encoding."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from wards.importers.limits import TableError
from wards.importers.records import keep_records

ENCODINGS_BY_MARK = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MAX_RECORD = 1_000_000
"""How many signs one record may have."""
SAMPLE = 65_536
"""From how many signs the delimiter is found out."""
_DELIMITERS = ",;\t|"


class TextRecords(NamedTuple):
    """The records of a text table, and what was found out about it."""

    records: list[list[str]]
    encoding: str
    delimiter: str


def read_text(content: bytes, *, encoding: str = "", delimiter: str = "") -> TextRecords:
    """Read a text table; an encoding and a delimiter that are not given are found out.

    Raises:
        TableError: the content does not fit the encoding, or is no CSV.
    """
    sample, encoding = _decoded(content, encoding)
    delimiter = delimiter or find_delimiter(sample)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline=""))
    try:
        records = keep_records(lines.records(delimiter))
    except csv.Error as error:
        raise TableError(_("The file cannot be read as CSV: %(reason)s.") % {"reason": error}) from error
    return TextRecords(records, encoding, delimiter)


class _Lines:
    """The lines of a text as a CSV reader asks for them, up to MAX_RECORD signs for one record.

    A record may go over many lines, and may have more cells than memory holds.
    """

    def __init__(self, stream: io.TextIOBase) -> None:
        self.stream, self.taken = stream, 0

    def records(self, delimiter: str) -> Iterator[list[str]]:
        """The records; TableError where one is too long."""
        for cells in csv.reader(self, delimiter=delimiter):
            self.taken = 0
            yield cells

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(MAX_RECORD + 1)
        self.taken += len(line)
        if self.taken > MAX_RECORD:
            raise TableError(_("A row of the file is longer than any table's. Bring a CSV, XLSX or GeoJSON file."))
        if not line:
            raise StopIteration
        return line


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """How the text begins, and the encoding it is in: as told, by its mark, UTF-8, or what western Windows writes."""
    marked = next((name for mark, name in ENCODINGS_BY_MARK.items() if content.startswith(mark)), "")
    for attempt in filter(None, (encoding, marked, "utf-8", "cp1252", "latin-1")):
        try:
            return content.decode(attempt)[:SAMPLE], attempt
        except LookupError as error:
            raise TableError(_("There is no encoding named %(name)s.") % {"name": attempt}) from error
        except UnicodeDecodeError as error:
            if attempt == encoding:
                message = _("The file is not in %(encoding)s: row %(row)d does not fit.") % {
                    "encoding": encoding,
                    "row": content[: error.start].count(b"\n") + 1,
                }
                raise TableError(message) from error
    raise AssertionError("latin-1 decodes every byte")


def find_delimiter(sample: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, and more than one."""

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for cells in islice(csv.reader(io.StringIO(sample), delimiter=delimiter), 30) if cells]
        width, count = Counter(widths).most_common(1)[0]
        return (count / len(widths), width) if width > 1 else (0.0, 0)

    try:
        return max(_DELIMITERS, key=evenness)
    except (csv.Error, IndexError):
        return ","
