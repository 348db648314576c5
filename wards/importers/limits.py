"""What no file may exceed, and how a reader says that it gives up."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import TypeVar

from django.utils.translation import gettext as _

MAX_BYTES = 200 * 1024 * 1024
"""The largest content that is read, after unpacking: a small archive may unfold without end."""
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 3_000_000
"""About 200 MB as Python keeps them; four times those of the largest table that we know, a country's 24,814 schools."""

Record = TypeVar("Record", bound=Sized)


class TableError(ValueError):
    """The file cannot be read as a table; the message says what to do."""


class ColumnError(TableError):
    """A column that is needed was not found, or one that was named does not exist; `columns` are those of the file."""

    def __init__(self, message: str, columns: Sequence[str]) -> None:
        super().__init__(message)
        self.columns = list(columns)


def too_large() -> TableError:
    """The refusal of a file that is larger than MAX_BYTES."""
    return TableError(
        _("The file is larger than %(size)d MB. Split it, and bring the parts one by one.")
        % {"size": MAX_BYTES // (1024 * 1024)}
    )


def refuse_too_many_columns(count: int) -> None:
    """Refuse a table that is wider than any real one.

    Raises:
        TableError: there are more than MAX_COLUMNS.
    """
    if count > MAX_COLUMNS:
        raise TableError(
            _("The file has more than %(columns)d columns. Remove those that are not needed.")
            % {"columns": MAX_COLUMNS}
        )


def limited(records: Iterable[Record]) -> Iterator[Record]:
    """The records, up to MAX_ROWS of them and MAX_CELLS in all.

    Raises:
        TableError: there are more.
    """
    cells = 0
    for number, record in enumerate(records):
        cells += len(record)
        if number > MAX_ROWS:
            raise TableError(
                _("The file has more than %(rows)d rows. Split it, and bring the parts one by one.")
                % {"rows": MAX_ROWS}
            )
        refuse_too_many_cells(cells)
        yield record


def refuse_too_many_cells(count: int) -> None:
    """Refuse a table that would fill the worker's memory.

    Raises:
        TableError: there are more than MAX_CELLS.
    """
    if count > MAX_CELLS:
        raise TableError(
            _("The file has more than %(cells)d cells. Remove columns that are not needed, or split it.")
            % {"cells": MAX_CELLS}
        )
