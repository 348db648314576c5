"""Workbooks: one sheet of an XLSX file."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wards.importers.cells import cell_text
from wards.importers.limits import MAX_COLUMNS, TableError, refuse_too_many_cells
from wards.importers.records import keep_records

if TYPE_CHECKING:
    import openpyxl

MAX_PART_BYTES = 4 * 1024 * 1024
"""Styles and the like, of which a library builds objects before any row is read."""
_CHUNK = 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[\s/>]")


def read_workbook(content: bytes, *, sheet: str = "") -> tuple[list[list[str]], str]:
    """The records of the sheet of a name, or of the first one, and its name; formulas give their last value.

    Raises:
        TableError: the workbook is broken, holds more than any table, or has no such sheet.
    """
    import openpyxl  # heavy: the web process knows importers and reads no workbook

    try:
        _refuse_heavy(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        with closing(workbook):
            found = _find_sheet(workbook, sheet)
            found.reset_dimensions()  # the size that a program wrote into the file is often wrong
            return keep_records(_records(found)), found.title
    except TableError:
        raise
    except Exception as error:  # openpyxl lets KeyError, ValueError and XML errors of a broken file through
        raise TableError(_("The workbook is broken. Open it, save it again and bring that.")) from error


def _records(sheet: Any) -> Iterator[list[str]]:
    """The rows up to their last value; openpyxl pads each to its last cell, which may stand in column 16,384."""
    for values in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
        width = max((place for place, value in enumerate(values, start=1) if value is not None), default=0)
        yield [cell_text(value) for value in values[:width]]


def _refuse_heavy(content: bytes) -> None:
    """Refuse a workbook of more cells than are kept, before a library builds an object of each."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/sheet") or member.filename == "xl/sharedStrings.xml":
                refuse_too_many_cells(sum(_cells_in(archive, member)))
            elif member.filename.endswith((".xml", ".rels")) and member.file_size > MAX_PART_BYTES:
                raise TableError(_("The workbook has more styles than a table needs. Save it as CSV and bring that."))


def _cells_in(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    """How many cells each piece of a part has."""
    with archive.open(member) as part:
        tail = b""
        while piece := part.read(_CHUNK):
            text = tail + piece
            cut = text.rfind(b"<")
            yield len(_CELL.findall(text[:cut]))
            tail = text[cut : cut + 64]


def _find_sheet(workbook: "openpyxl.Workbook", name: str) -> Any:
    if not name:
        return workbook.worksheets[0]
    if name not in workbook.sheetnames:
        raise TableError(
            _("There is no sheet named %(name)s. The workbook has: %(sheets)s.")
            % {"name": name, "sheets": ", ".join(workbook.sheetnames)}
        )
    return workbook[name]
