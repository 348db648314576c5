"""Who speaks for a ward."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from wards.enums import SeatKind
from wards.models import CouncillorTerm, Ward, WardCommitteeMember
from wards.queries.days import DayOrMoment, day_there


@dataclass(frozen=True)
class Seat:
    """A ward's seat on a day.

    `term` is the sitting councillor's, None while the seat is vacant. `vacant_since` is the day after the last term,
    None when the seat is held, and when no councillor of this ward was ever entered.
    """

    term: CouncillorTerm | None
    vacant_since: date | None


def ward_terms(on: DayOrMoment) -> QuerySet[CouncillorTerm]:
    """The terms of those who hold a ward on a day: at most one for each ward.

    Args:
        on: the day, or a moment: the day that it then is there.
    """
    return CouncillorTerm.objects.filter(
        seat=SeatKind.WARD, ward__isnull=False, served__contains=day_there(on, "ward__municipality")
    )


def seat_of(ward: Ward, on: date) -> Seat:
    """The ward's seat on a day: whose of `ward_terms` it is, or since when nobody's, in one statement."""
    last = (
        CouncillorTerm.objects.filter(ward=ward, seat=SeatKind.WARD, served__startswith__lte=on)
        .select_related("councillor__photo")
        .order_by("-served__startswith")
        .first()
    )
    if last is None:
        return Seat(None, None)
    over = last.served.upper is not None and last.served.upper <= on
    return Seat(None, last.served.upper) if over else Seat(last, None)


def with_councillor_names(wards: QuerySet[Ward], on: DayOrMoment) -> QuerySet[Ward]:
    """The same wards, each with `councillor_name`: who holds the seat on a day, None while it is vacant."""
    holds = ward_terms(on).filter(ward=OuterRef("pk"))
    return wards.annotate(councillor_name=Subquery(holds.values("councillor__name")[:1]))


def committee_of(ward: Ward, on: date) -> QuerySet[WardCommitteeMember]:
    """The members of the ward's committee on a day who agreed to be named by then."""
    members = ward.committee.filter(agreed_on__lte=on).order_by("name")
    return members.filter(left_on=None) | members.filter(left_on__gt=on)
