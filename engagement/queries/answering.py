"""Who answers what residents of a ward write: only whoever can enter the desk on which it waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from engagement.enums import Actor, Publication, Role
from engagement.models import Case, CouncillorAssistant, User
from engagement.queries.people import (
    addresses_of_role,
    councillor_answering,
    has_role,
    term_of_ward,
    wards_left_over,
)
from wards.models import Councillor, CouncillorTerm, Ward
from wards.queries.days import DayOrMoment
from wards.queries.seats import is_under_administration, ward_terms
from wards.queries.wards import wards_in_force

# What the office answered lately stays on its desk for as long as it can be opened again.
_KEPT_ON_DESK = timedelta(days=30)


@dataclass(frozen=True)
class Answering:
    """Who answers for a ward.

    Attributes:
        actor: `COUNCILLOR`, or `STAFF` where the Speaker's office does.
        addresses: the e-mail addresses that are told of something new; at least one.
        sitting: who holds the seat, also where the office answers because they have no account; None while vacant.
        is_administration: the council is dissolved: the same accounts answer for the administrator, not for a Speaker.
    """

    actor: Actor
    addresses: tuple[str, ...]
    sitting: Councillor | None
    is_administration: bool = False


@dataclass(frozen=True)
class Answerer:
    """In which capacity an account answers for a ward, and the name to sign with: empty for the Speaker's office.

    While a council is dissolved, the office is the administrator's.
    """

    actor: Actor
    name: str
    is_administration: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """What an event keeps of it, so that it is told as it was then."""
        return {"name": self.name} | told_of_office(is_administration=self.is_administration)


def told_of_office(*, is_administration: bool) -> dict[str, Any]:
    """What an event keeps of whose office the stand-in's was: nothing where it was the Speaker's."""
    return {"administration": True} if is_administration else {}


def answers_for(ward: Ward, on: DayOrMoment) -> Answering | None:
    """Who answers for a ward on a day: its councillor where they have an account, else the Speaker's office.

    Returns:
        None where neither is there: nothing may be taken in and promised.
    """
    sitting = sitting_in(ward, on)
    if sitting is not None and (user := _active_account(sitting)):
        return Answering(Actor.COUNCILLOR, (user.email,), sitting)
    return _office(ward, sitting, on)


def answering_of(case: Case, on: DayOrMoment) -> Answering | None:
    """Who answers a case on a day: as for its ward, but what was written to one councillor alone is no other's.

    Until its resident agrees that the successor reads it, the Speaker's office answers it.
    """
    sitting = sitting_in(case.ward, on)
    return _office(case.ward, sitting, on) if _is_anothers(case, sitting) else answers_for(case.ward, on)


def answerer_for(user: User, case: Case, on: DayOrMoment) -> Answerer | None:
    """As whom an account answers a case on a day; None where it may not.

    The ward's councillor answers. While nobody sits, or whoever sits has no account or is not the one to whom the case
    was written alone, the Speaker's office of the municipality does in their place.
    """
    sitting = sitting_in(case.ward, on)
    is_anothers = _is_anothers(case, sitting)
    councillor = councillor_answering(user, case.ward_id, on)
    if councillor and not is_anothers:
        return Answerer(Actor.COUNCILLOR, councillor.name)
    if not has_role(user, case.municipality_id, Role.SPEAKERS_OFFICE):
        return None
    is_offices = is_anothers or sitting is None or _active_account(sitting) is None
    if not is_offices:
        return None
    return Answerer(
        Actor.STAFF, "", is_administration=sitting is None and is_under_administration(case.municipality, on)
    )


def assists_with(user: User, case: Case, on: DayOrMoment) -> bool:
    """Whether an account helps in the office of the councillor who answers a case on a day.

    Where the Speaker's office answers in their place, the case is not on that councillor's desk.
    """
    sitting = sitting_in(case.ward, on)
    if sitting is None or _is_anothers(case, sitting):
        return False
    return CouncillorAssistant.objects.filter(user=user, councillor=sitting).exists()


def is_of_its_office(user: User, case: Case, on: DayOrMoment) -> bool:
    """Whether an account is the councillor who answers a case on a day, or helps in their office.

    Such a person decides nothing on what everyone may read of it, whatever else they are in the municipality.
    """
    answerer = answerer_for(user, case, on)
    return (answerer is not None and answerer.actor == Actor.COUNCILLOR) or assists_with(user, case, on)


def sitting_in(ward: Ward, on: DayOrMoment) -> Councillor | None:
    """Who holds a ward on a day, or its ground where the ward no longer counts; None while nobody does."""
    term = _term_answering(ward, on)
    return term.councillor if term else None


def with_sitting(cases: QuerySet[Case], on: DayOrMoment) -> QuerySet[Case]:
    """The same cases, each with `sitting_id`: whom `sitting_in` finds for its ward on a day."""
    terms = ward_terms(on)
    holds = terms.filter(ward=OuterRef("ward")).values("councillor")
    on_its_ground = terms.filter(
        ward__municipality=OuterRef("municipality"), ward__boundary__covers=OuterRef("ward__label_point")
    ).values("councillor")
    still_counts = Exists(wards_in_force(on).filter(pk=OuterRef("ward")))
    ground = Choice(When(still_counts, then=None), default=Subquery(on_its_ground[:1]), output_field=IntegerField())
    return cases.annotate(sitting_id=Coalesce(Subquery(holds[:1]), ground, output_field=IntegerField()))


NOT_THE_SITTING = Q(sitting_id__isnull=False) & (Q(councillor__isnull=True) | ~Q(councillor_id=F("sitting_id")))
"""Cases `with_sitting` that are addressed to somebody else than who holds the ward, where somebody does."""


def cases_left_to_office(municipalities: Iterable[int], on: DayOrMoment) -> frozenset[int]:
    """Ids of what was written to one person alone who does not hold the ward: open, or closed not long ago.

    A Speaker's office answers them until their resident agrees that the councillor of today reads them.
    """
    private = Case.objects.confirmed().filter(publication=Publication.PRIVATE, municipality__in=list(municipalities))
    day = on.date() if isinstance(on, datetime) else on
    lately = private.filter(Q(closed_at__isnull=True) | Q(closed_at__date__gt=day - _KEPT_ON_DESK)).order_by()
    return frozenset(with_sitting(lately, on).filter(NOT_THE_SITTING).values_list("pk", flat=True))


def _office(ward: Ward, sitting: Councillor | None, on: DayOrMoment) -> Answering | None:
    offices = addresses_of_role(ward.municipality, Role.SPEAKERS_OFFICE)
    if not offices:
        return None
    is_administration = sitting is None and is_under_administration(ward.municipality, on)
    return Answering(Actor.STAFF, tuple(offices), sitting, is_administration=is_administration)


def _is_anothers(case: Case, sitting: Councillor | None) -> bool:
    """Whether a case was written to somebody alone, councillor or office, who does not hold the ward now."""
    return case.publication == Publication.PRIVATE and sitting is not None and case.councillor_id != sitting.pk


def wards_left_to_office(municipalities: Iterable[int], on: DayOrMoment) -> frozenset[int]:
    """Ids of the wards of some municipalities that have cases and no councillor with an account to answer them."""
    here = list(municipalities)
    answered = ward_terms(on).filter(councillor__account__user__is_active=True, ward__municipality__in=here)
    held = answered.order_by().values_list("ward_id")
    cases = Ward.objects.filter(pk=OuterRef("pk"), cases__isnull=False)
    with_cases = Ward.objects.filter(Exists(cases), municipality_id__in=here).order_by()
    left_over = wards_left_over(held, on, in_municipalities=here)
    left = with_cases.exclude(pk__in=held).exclude(pk__in=left_over.values("pk"))
    return frozenset(left.values_list("pk", flat=True))


def _term_answering(ward: Ward, on: DayOrMoment) -> CouncillorTerm | None:
    """The term of the councillor to whom a ward's cases belong on a day; None where nobody sits.

    As in `wards_answered_by`, what was opened in a ward that no longer counts belongs to whoever holds its ground now.
    """
    if term := term_of_ward(ward, on):
        return term
    if wards_in_force(on).filter(pk=ward.pk).exists():
        return None
    holders = ward_terms(on).filter(ward__municipality=ward.municipality_id)
    on_its_ground = holders.filter(ward__boundary__covers=ward.label_point)
    return on_its_ground.select_related("councillor__account__user").first()


def _active_account(councillor: Councillor) -> User | None:
    account = getattr(councillor, "account", None)
    return account.user if account and account.user.is_active else None
