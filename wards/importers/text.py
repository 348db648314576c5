"""Text tables: CSV with any usual delimiter and encoding."""

import csv
import io
from collections import Counter
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from wards.importers.limits import TableError, limited

ENCODINGS_BY_MARK = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
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
    text, encoding = _decoded(content, encoding)
    delimiter = delimiter or find_delimiter(text)
    try:
        records = list(limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise TableError(_("The file cannot be read as CSV: %(reason)s.") % {"reason": error}) from error
    return TextRecords(records, encoding, delimiter)


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    """Text and the encoding it was in: as told, by its mark, UTF-8, or what Windows writes in western languages."""
    marked = next((name for mark, name in ENCODINGS_BY_MARK.items() if content.startswith(mark)), "")
    for attempt in filter(None, (encoding, marked, "utf-8", "cp1252", "latin-1")):
        try:
            return content.decode(attempt), attempt
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


def find_delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, and more than one."""
    sample = text[:65536]

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for cells in islice(csv.reader(io.StringIO(sample), delimiter=delimiter), 30) if cells]
        width, count = Counter(widths).most_common(1)[0]
        return (count / len(widths), width) if width > 1 else (0.0, 0)

    try:
        return max(_DELIMITERS, key=evenness)
    except (csv.Error, IndexError):
        return ","
