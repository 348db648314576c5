"""Records as they are kept in memory, whatever kind of file they were read from."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from wards.importers.limits import MAX_COLUMNS, TableError, limited

HEADING_WITHIN = 10
"""How many rows may stand above the heading: titles, dates, empty lines."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Signs that no database keeps as text: NUL, and halves of a sign that stand alone."""


def keep_records(records: Iterable[Iterable[str]], *, first: int = 1) -> list[list[str]]:
    """The records with space collapsed, without what no reader looks at: columns beyond the limit, empty ends.

    The first rows keep their empty ends, since one of them is the heading and tells how many columns there are.

    Args:
        first: the number of the first record.

    Raises:
        TableError: there is more than `limits` allow, or a cell holds what cannot be stored; with the row.
    """
    return list(limited(_tidied(records, first)))


def _tidied(records: Iterable[Iterable[str]], first: int) -> Iterator[list[str]]:
    for place, record in enumerate(records):
        cells = [" ".join(cell.split()) for cell in islice(record, MAX_COLUMNS + 1)]
        while cells and not cells[-1] and place >= HEADING_WITHIN:
            cells.pop()
        refuse_unstorable(cells, place + first)
        yield cells


def refuse_unstorable(texts: Iterable[str], row: int) -> None:
    """Refuse text that the database cannot keep.

    Raises:
        TableError: there is some.
    """
    if any(_UNSTORABLE.search(text) for text in texts):
        raise TableError(
            _("Row %(row)d holds a sign that is no text (NUL, or half of a sign). Remove it and bring the file again.")
            % {"row": row}
        )
