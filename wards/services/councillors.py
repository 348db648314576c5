"""Who holds which seat: terms begin and end, by a list or by hand, and their history stays."""

from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from wagtail.log_actions import log

from wards.extensions import tell_seats_changed
from wards.models import Councillor, CouncillorTerm, ImportReport, Municipality
from wards.rules.councillor_list import Ending, Seated
from wards.services.councillor_plans import CouncillorPlan
from wards.services.public_pages import note_public_change

TERM_BEGUN = "wards.councillor.term_begun"
TERM_ENDED = "wards.councillor.term_ended"
TERM_RESUMED = "wards.councillor.term_resumed"
TERM_WITHDRAWN = "wards.councillor.term_withdrawn"
DETAILS_LISTED = "wards.councillor.details_listed"


def lock_council(municipality: Municipality) -> None:
    """Keep everybody else from changing terms of a municipality until the transaction ends.

    Locks of municipalities and editions leave their keys free (`no_key`), so that residents' cases, which point at
    them, are stored meanwhile.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def apply_councillors(*, plan: CouncillorPlan, report: ImportReport, by: Any, at: datetime) -> None:
    """Do what a plan says. The caller holds the transaction and the council's lock, and made the plan under it.

    Args:
        by: the account that confirmed, or None for the operator at the server's own console.
        at: when it is applied.
    """
    journal = _Journal(report, by, at)
    for ending in plan.change.ends:
        _end(ending, plan.on, journal)
    for _seat, held in plan.change.resumes:
        term = CouncillorTerm.objects.select_related("councillor").get(pk=held.term)
        term.served, term.end_reason = DateRange(term.served.lower, None), ""
        term.save(update_fields=["served", "end_reason"])
        journal.note(term, TERM_RESUMED)
    for seat in plan.change.begins:
        _begin(seat, plan, journal)
    for person, details in plan.details.items():
        Councillor.objects.filter(pk=person).update(**details)
        journal.write(Councillor.objects.get(pk=person), DETAILS_LISTED, {"fields": sorted(details)})
    note_public_change([report.municipality_id])
    tell_seats_changed(report.municipality)


class _Journal:
    """Writes what an import did into each councillor's history."""

    def __init__(self, report: ImportReport, by: Any, at: datetime) -> None:
        self.report, self.by, self.at = report, by, at

    def note(self, term: CouncillorTerm, action: str) -> None:
        self.write(term.councillor, action, {"seat": str(term.ward or term.get_seat_display())})

    def write(self, councillor: Councillor, action: str, data: dict[str, Any]) -> None:
        log(councillor, action, user=self.by, timestamp=self.at, data={**data, "import": self.report.pk})


def _end(ending: Ending, on: date, journal: _Journal) -> None:
    term = (
        CouncillorTerm.objects.select_related("councillor", "ward")
        .defer("ward__boundary", "ward__outline")
        .get(pk=ending.held.term)
    )
    if ending.same_day:
        journal.note(term, TERM_WITHDRAWN)
        term.delete()
        return
    term.served, term.end_reason = DateRange(term.served.lower, on), ending.reason
    term.save(update_fields=["served", "end_reason"])
    journal.note(term, TERM_ENDED)


def _begin(seat: Seated, plan: CouncillorPlan, journal: _Journal) -> None:
    if seat.person is None:
        councillor = Councillor.objects.create(
            municipality=journal.report.municipality, name=seat.listed.name, **plan.rows[seat.listed.row].details
        )
    else:
        councillor = Councillor.objects.get(pk=seat.person)
    term = CouncillorTerm.objects.create(
        councillor=councillor,
        seat=seat.listed.seat,
        ward_id=seat.listed.ward,
        served=DateRange(plan.on, None),
        source=journal.report,
    )
    journal.note(term, TERM_BEGUN)
