"""Workbooks: one sheet of an XLSX file."""

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wards.importers.cells import cell_text
from wards.importers.limits import TableError, limited

if TYPE_CHECKING:
    import openpyxl


def read_workbook(content: bytes, *, sheet: str = "") -> tuple[list[list[str]], str]:
    """The records of the sheet of a name, or of the first one, and its name; formulas give their last value.

    Raises:
        TableError: the workbook is broken or has no such sheet.
    """
    import openpyxl  # heavy: the web process knows importers and reads no workbook

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets KeyError, ValueError and XML errors of a broken file through
        raise TableError(_("The workbook is broken. Open it, save it again and bring that.")) from error
    try:
        found = _find_sheet(workbook, sheet)
        found.reset_dimensions()  # the size that a program wrote into the file is often wrong
        rows = found.iter_rows(values_only=True)
        return list(limited([cell_text(value) for value in values] for values in rows)), found.title
    finally:
        workbook.close()


def _find_sheet(workbook: "openpyxl.Workbook", name: str) -> Any:
    if not name:
        return workbook.worksheets[0]
    if name not in workbook.sheetnames:
        raise TableError(
            _("There is no sheet named %(name)s. The workbook has: %(sheets)s.")
            % {"name": name, "sheets": ", ".join(workbook.sheetnames)}
        )
    return workbook[name]
