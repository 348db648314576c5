"""The kinds of files that can be brought in, and what each needs to be checked, planned and applied."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from wards.enums import ImportKind
from wards.importers.content import check_table
from wards.models import ImportReport
from wards.services import councillor_plans, councillors, place_plans, places
from wards.services.import_plans import ImportPlan


class Planner(Protocol):
    """Reads a file and tells what it would change; changes nothing. Raises TableError where it cannot be read."""

    def __call__(self, *, report: ImportReport, path: Path) -> ImportPlan: ...


class Applier(Protocol):
    """Does what a plan says, inside the caller's transaction and lock."""

    def __call__(self, *, plan: Any, report: ImportReport, by: Any, at: datetime) -> None: ...


@dataclass(frozen=True)
class Importer:
    """One kind of file.

    Attributes:
        check: looks at the content of an upload before it is kept; raises TableError.
        lock: keeps everybody else from changing what the plan speaks of, until the transaction ends.
    """

    check: Callable[[bytes], None]
    plan: Planner
    lock: Callable[[ImportReport], None]
    apply: Applier


IMPORTERS: Mapping[ImportKind, Importer] = {
    ImportKind.COUNCILLORS: Importer(
        check=check_table,
        plan=councillor_plans.plan_councillors,
        lock=lambda report: councillors.lock_council(report.municipality),
        apply=councillors.apply_councillors,
    ),
    ImportKind.PLACES: Importer(
        check=check_table,
        plan=place_plans.plan_places,
        lock=lambda report: places.lock_places(),
        apply=places.apply_places,
    ),
}


def importer_of(report: ImportReport) -> Importer:
    """The importer of a report's kind.

    Raises:
        KeyError: files of this kind are brought in elsewhere.
    """
    return IMPORTERS[ImportKind(report.kind)]
