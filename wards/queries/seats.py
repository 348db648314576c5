"""Who speaks for a ward."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wards.enums import SeatKind, TermEnd
from wards.models import CouncillorTerm, Municipality, Ward, WardCommitteeMember
from wards.queries.days import DayOrMoment, day_there


@dataclass(frozen=True)
class Seat:
    """A ward's seat on a day.

    `term` is the sitting councillor's, None while the seat is vacant. `vacant_since` is the day after the last term,
    None when the seat is held, and when no councillor of this ward was ever entered. `is_under_administration`: it is
    vacant since the council was dissolved.
    """

    term: CouncillorTerm | None
    vacant_since: date | None
    is_under_administration: bool = False


def ward_terms(on: DayOrMoment) -> QuerySet[CouncillorTerm]:
    """The terms of those who hold a ward on a day: at most one for each ward.

    Args:
        on: the day, or a moment: the day that it then is there.
    """
    return CouncillorTerm.objects.filter(
        seat=SeatKind.WARD, ward__isnull=False, served__contains=day_there(on, "ward__municipality")
    )


def seat_of(ward: Ward, on: date) -> Seat:
    """The ward's seat on a day: whose of `ward_terms` it is, in one statement, or since when nobody's, in two."""
    last = (
        CouncillorTerm.objects.filter(ward=ward, seat=SeatKind.WARD, served__startswith__lte=on)
        .select_related("councillor__photo")
        .order_by("-served__startswith")
        .first()
    )
    if last is None:
        return Seat(None, None)
    over = last.served.upper is not None and last.served.upper <= on
    if not over:
        return Seat(last, None)
    return Seat(None, last.served.upper, is_under_administration(ward.municipality, on))


def is_under_administration(municipality: Municipality, on: DayOrMoment) -> bool:
    """Whether a council is dissolved on a day: nobody sits on it, and those who sat last lost their seats by that."""
    return with_administration(Municipality.objects.filter(pk=municipality.pk), on).get().is_dissolved


def with_administration(municipalities: QuerySet[Municipality], on: DayOrMoment) -> QuerySet[Municipality]:
    """The same municipalities, each with `is_dissolved`: what `is_under_administration` says of it on a day."""
    day = day_there(on, "councillor__municipality")
    begun = CouncillorTerm.objects.filter(councillor__municipality=OuterRef("pk"), served__startswith__lte=day)
    by_that = Q(end_reason=TermEnd.DISSOLVED)
    # A seat that is held, or ends later, comes before those that are over.
    last = begun.annotate(
        is_gone=ExpressionWrapper(by_that & Q(served__endswith__lte=day), output_field=BooleanField())
    ).order_by(F("served__endswith").desc(nulls_first=True), F("is_gone").desc(nulls_last=True))
    return municipalities.annotate(is_dissolved=Coalesce(Subquery(last.values("is_gone")[:1]), False))


def with_councillor_names(wards: QuerySet[Ward], on: DayOrMoment) -> QuerySet[Ward]:
    """The same wards, each with `councillor_name`: who holds the seat on a day, None while it is vacant."""
    holds = ward_terms(on).filter(ward=OuterRef("pk"))
    return wards.annotate(councillor_name=Subquery(holds.values("councillor__name")[:1]))


def committee_of(ward: Ward, on: date) -> QuerySet[WardCommitteeMember]:
    """The members of the ward's committee on a day who agreed to be named by then."""
    members = ward.committee.filter(agreed_on__lte=on).order_by("name")
    return members.filter(left_on=None) | members.filter(left_on__gt=on)
