"""Who speaks for a ward."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from wards.enums import SeatKind
from wards.models import CouncillorTerm, Ward, WardCommitteeMember


@dataclass(frozen=True)
class Seat:
    """A ward's seat on a day.

    `term` is the sitting councillor's, None while the seat is vacant. `vacant_since` is the day after the last term,
    None when the seat is held, and when no councillor of this ward was ever entered.
    """

    term: CouncillorTerm | None
    vacant_since: date | None


def seat_of(ward: Ward, on: date) -> Seat:
    """The ward's seat on a day, in one statement."""
    last = (
        CouncillorTerm.objects.filter(ward=ward, seat=SeatKind.WARD, served__startswith__lte=on)
        .select_related("councillor")
        .order_by("-served__startswith")
        .first()
    )
    if last is None:
        return Seat(None, None)
    over = last.served.upper is not None and last.served.upper <= on
    return Seat(None, last.served.upper) if over else Seat(last, None)


def with_councillor_names(wards: QuerySet[Ward], on: date) -> QuerySet[Ward]:
    """The same wards, each with `councillor_name`: who holds the seat on a day, None while it is vacant."""
    holds = CouncillorTerm.objects.filter(ward=OuterRef("pk"), seat=SeatKind.WARD, served__contains=on)
    return wards.annotate(councillor_name=Subquery(holds.values("councillor__name")[:1]))


def committee_of(ward: Ward, on: date) -> QuerySet[WardCommitteeMember]:
    """The members of the ward's committee on a day who agreed to be named by then."""
    members = ward.committee.filter(agreed_on__lte=on).order_by("name")
    return members.filter(left_on=None) | members.filter(left_on__gt=on)
