"""Where a table's heading is, and what its columns are called."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from wards.importers.limits import MAX_COLUMNS, TableError, refuse_too_many_columns
from wards.importers.records import HEADING_WITHIN


def find_heading(records: list[list[str]], is_known: Callable[[str], bool]) -> int:
    """The place of the heading: the first row with two names of columns that are known, else the first with any text.

    Raises:
        TableError: there is no row with any text.
    """
    for place, cells in enumerate(records[:HEADING_WITHIN]):
        if sum(is_known(cell) for cell in cells) > 1:
            return place
    for place, cells in enumerate(records):
        if any(cell.strip() for cell in cells):
            return place
    raise TableError(_("The file is empty."))


def name_columns(heading: Sequence[str]) -> tuple[str, ...]:
    """Names of columns: an empty one by its place, a repeated one with its place behind it.

    Raises:
        TableError: there are more than MAX_COLUMNS with a name.
    """
    refuse_too_many_columns(sum(bool(cell.strip()) for cell in heading))
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(heading[:MAX_COLUMNS], start=1):
        name = " ".join(cell.split()) or _("column %(number)d") % {"number": place}
        names.append(name if name not in taken else f"{name} ({place})")
        taken.add(names[-1])
    return tuple(names)
