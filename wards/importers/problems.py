"""What was wrong in a file, row by row."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The row cannot be taken: the import stops, or leaves the row out when it was told to."""
    WARNING = "warning"
    """The row is taken, something of it is not."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@dataclass(frozen=True)
class Problem:
    """One finding, in words for the person who brought the file.

    `row` is the row as a spreadsheet numbers it, from 1 with the heading counted (in GeoJSON and JSON the position in
    the list), None where the finding is about the whole file; `code` is stable, for programs.
    """

    row: int | None
    code: str
    severity: Severity
    message: str

    def as_json(self) -> dict[str, Any]:
        """As `wards.ImportReport.problems` keeps it."""
        return asdict(self)
