"""Terms that begin and end by hand: a by-election, a resignation, a death, a seat that a party filled, a slip."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wards.enums import SeatKind, TermEnd
from wards.extensions import tell_seats_changed
from wards.models import Councillor, CouncillorTerm, Ward
from wards.permissions import may
from wards.queries.councillors import edition_in_force
from wards.rules.terms import Days, TermRefusal, refuse_beginning, refuse_correction, refuse_ending
from wards.services.councillors import TERM_BEGUN, TERM_ENDED, lock_council
from wards.services.public_pages import note_public_change

TERM_CORRECTED = "wards.councillor.term_corrected"

CHANGE_COUNCILLOR = "wards.change_councillor"
REFUSALS = {
    TermRefusal.NOT_ALLOWED: _("You may not change councillors of this municipality."),
    TermRefusal.OTHER_MUNICIPALITY: _("The ward belongs to another municipality."),
    TermRefusal.OTHER_BOUNDARIES: _(
        "Another edition of boundaries counts on that day. Choose the ward of the edition that counts then."
    ),
    TermRefusal.WARD_TAKEN: _("The ward has a councillor on that day or later. End that term first."),
    TermRefusal.SERVES_ALREADY: _("The councillor holds a seat on that day or later. End that term first."),
    TermRefusal.ENDED_ALREADY: _("This term has an end already. Correct that end instead."),
    TermRefusal.BEFORE_ITS_START: _("The last day lies before the term began."),
}


class TermError(Exception):
    """A term did not begin or end: `reason` for programs, the message for people."""

    def __init__(self, reason: TermRefusal) -> None:
        self.reason = reason
        super().__init__(str(REFUSALS[reason]))


@transaction.atomic
def begin_term(
    *, councillor: Councillor, seat: SeatKind, ward: Ward | None, on: date, by: Any, at: datetime
) -> CouncillorTerm:
    """Let a councillor hold a seat from a day on, until the term is ended.

    Args:
        ward: of a ward seat, in the edition that counts on the first day, where one does; None for a proportional one.
        by: the account that enters it.
        at: when they do.

    Raises:
        TermError: they may not, the ward does not count then, or the ward or the councillor is not free.
    """
    _require(may(by, CHANGE_COUNCILLOR, councillor.municipality), TermRefusal.NOT_ALLOWED)
    _require(ward is None or ward.municipality_id == councillor.municipality_id, TermRefusal.OTHER_MUNICIPALITY)
    lock_council(councillor.municipality)
    edition = edition_in_force(councillor.municipality, on) if ward else None
    _require(edition is None or ward.delimitation_id == edition.pk, TermRefusal.OTHER_BOUNDARIES)
    of_ward = _days(CouncillorTerm.objects.filter(ward=ward)) if ward else []
    if reason := refuse_beginning(on, of_ward, _days(councillor.terms.all())):
        raise TermError(reason)
    term = CouncillorTerm.objects.create(councillor=councillor, seat=seat, ward=ward, served=DateRange(on, None))
    log(councillor, TERM_BEGUN, user=by, timestamp=at, data={"seat": _seat_of(term)})
    note_public_change([councillor.municipality_id])
    tell_seats_changed(councillor.municipality)
    return term


@transaction.atomic
def end_term(*, term: CouncillorTerm, last_day: date, reason: TermEnd, by: Any, at: datetime) -> CouncillorTerm:
    """End a term after its last day; the seat is vacant from the day after.

    Args:
        by: the account that enters it.
        at: when they do.

    Raises:
        TermError: they may not, the term has ended, or the day lies before it began.
    """
    _require(may(by, CHANGE_COUNCILLOR, term.councillor.municipality), TermRefusal.NOT_ALLOWED)
    lock_council(term.councillor.municipality)
    fresh = CouncillorTerm.objects.select_related("councillor").get(pk=term.pk)
    if refusal := refuse_ending(Days(fresh.served.lower, fresh.served.upper), last_day):
        raise TermError(refusal)
    fresh.served = DateRange(fresh.served.lower, last_day + timedelta(days=1))
    fresh.end_reason = reason
    fresh.save(update_fields=["served", "end_reason"])
    log(fresh.councillor, TERM_ENDED, user=by, timestamp=at, data={"seat": _seat_of(fresh)})
    note_public_change([fresh.councillor.municipality_id])
    tell_seats_changed(fresh.councillor.municipality)
    return fresh


@transaction.atomic
def correct_end(
    *, term: CouncillorTerm, last_day: date | None, reason: TermEnd | None, by: Any, at: datetime
) -> CouncillorTerm:
    """Give a term that has an end another one, or let it go on; the councillor's history keeps both.

    Args:
        last_day: None where they still serve.
        reason: why it ends; None where it does not.
        by: the account that corrects it.
        at: when they do.

    Raises:
        TermError: they may not, the day lies before the term began or after the ward stopped counting, or the ward or
            the councillor is not free.
    """
    _require(may(by, CHANGE_COUNCILLOR, term.councillor.municipality), TermRefusal.NOT_ALLOWED)
    lock_council(term.councillor.municipality)
    fresh = CouncillorTerm.objects.select_related("councillor__municipality", "ward").get(pk=term.pk)
    municipality = fresh.councillor.municipality
    reached = max(last_day or municipality.day_at(at), fresh.served.lower)
    edition = edition_in_force(municipality, reached) if fresh.ward else None
    _require(edition is None or fresh.ward.delimitation_id == edition.pk, TermRefusal.OTHER_BOUNDARIES)
    days = Days(fresh.served.lower, last_day + timedelta(days=1) if last_day else None)
    others = CouncillorTerm.objects.exclude(pk=fresh.pk)
    of_ward = _days(others.filter(ward=fresh.ward_id)) if fresh.ward_id else []
    if refusal := refuse_correction(days, of_ward, _days(others.filter(councillor=fresh.councillor))):
        raise TermError(refusal)
    before = _end_of(fresh)
    fresh.served, fresh.end_reason = DateRange(days.starts, days.ends), reason if last_day and reason else ""
    fresh.save(update_fields=["served", "end_reason"])
    if before != _end_of(fresh):
        data = {"seat": _seat_of(fresh), "before": before, "after": _end_of(fresh)}
        log(fresh.councillor, TERM_CORRECTED, user=by, timestamp=at, data=data)
        note_public_change([municipality.pk])
        tell_seats_changed(municipality)
    return fresh


def _end_of(term: CouncillorTerm) -> str:
    """The end of a term in words, as its history keeps it."""
    if term.served.upper is None:
        return gettext("still serving")
    last_day = date_format(term.served.upper - timedelta(days=1), "SHORT_DATE_FORMAT")
    return gettext("%(day)s, %(reason)s") % {"day": last_day, "reason": term.get_end_reason_display()}


def _require(holds: bool, otherwise: TermRefusal) -> None:
    if not holds:
        raise TermError(otherwise)


def _days(terms: QuerySet[CouncillorTerm]) -> list[Days]:
    return [Days(served.lower, served.upper) for served in terms.values_list("served", flat=True)]


def _seat_of(term: CouncillorTerm) -> str:
    return str(term.ward or term.get_seat_display())
