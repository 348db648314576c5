"""What an import would do: read once, shown to a person, and applied only if nothing changed meanwhile."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from wards.enums import ImportConsent, ImportCount
from wards.importers.problems import Problem, Severity
from wards.importers.table import Table

SAMPLE_ROWS = 10
SHOWN_CHANGES = 500
"""A preview shows this many changes; all of them are counted, and all of them are in the digest."""


@dataclass(frozen=True)
class Change:
    """One thing that an import does, in words; `what` is one of `ImportCount`, `row` where the file says so."""

    what: ImportCount
    text: str
    row: int | None = None


@dataclass(frozen=True)
class TableView:
    """How a table was understood: which column is read as what, and its first rows. Unread columns are not kept."""

    columns: Sequence[tuple[str, str]]
    sample: Sequence[tuple[int, Sequence[str]]]
    file_columns: Sequence[str] = ()
    about: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, table: Table, fields: Sequence[tuple[str, str]], cells: Sequence[tuple[int, Sequence[str]]]
    ) -> "TableView":
        """The view of a table, whose fields are (label, column) and whose rows are (number, cells of those fields)."""
        about = {"format": table.format, "encoding": table.encoding, "delimiter": table.delimiter, "sheet": table.sheet}
        return cls(fields, cells[:SAMPLE_ROWS], table.columns, {name: value for name, value in about.items() if value})


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        facts: the whole plan as plain values, for the digest: what differs here would be applied differently.
        refused: nobody may apply this, whatever they agree to; the problems say why.
        asks: what a person has to agree to.
    """

    view: TableView
    counts: dict[str, int]
    problems: list[Problem]
    changes: list[Change]
    facts: Any
    refused: bool = False
    asks: frozenset[ImportConsent] = frozenset()

    @property
    def digest(self) -> str:
        """SHA-256 of the facts."""
        written = json.dumps(self.facts, sort_keys=True, cls=DjangoJSONEncoder)
        return hashlib.sha256(written.encode()).hexdigest()

    def as_preview(self) -> dict[str, Any]:
        """What `ImportReport.preview` keeps for the page."""
        return {
            "columns": [list(pair) for pair in self.view.columns],
            "sample": [[number, list(cells)] for number, cells in self.view.sample],
            "file_columns": list(self.view.file_columns),
            "about": self.view.about,
            "changes": [[change.what, change.row, change.text] for change in self.changes[:SHOWN_CHANGES]],
            "changes_in_all": len(self.changes),
            "asks": sorted(self.asks),
            "refused": self.refused,
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a row could not be taken."""
    return any(problem.severity == Severity.ERROR for problem in problems)
