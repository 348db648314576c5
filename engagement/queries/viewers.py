"""Who is looking: an account with its wards and roles, reduced to what decides."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from engagement.enums import DEPARTMENT_ROLES, Role
from engagement.models import CouncillorAccount, CouncillorAssistant, StaffMember, User
from engagement.queries.answering import cases_left_to_office, wards_left_to_office
from engagement.queries.people import wards_answered_by, wards_assisted_by
from engagement.rules.visibility import Viewer
from wards.queries.days import DayOrMoment


def viewer_of(user: User | AnonymousUser, *, on: DayOrMoment, at_work: bool, granted: Iterable[int] = ()) -> Viewer:
    """The viewer behind an account, and the cases that were opened to this session.

    Args:
        on: the day on which terms count, or a moment: the day that it then is in each municipality.
        at_work: whether wards and roles count: this session proved a second factor.
        granted: ids of cases opened by a signed link or a one-time code.
    """
    if not user.is_authenticated:
        return Viewer(granted=frozenset(granted))
    if not at_work:
        return Viewer(user_id=user.pk, granted=frozenset(granted))
    staff = list(StaffMember.objects.filter(user=user).values_list("municipality_id", "roles", "department_id"))
    offices = [municipality for municipality, roles, _department in staff if Role.SPEAKERS_OFFICE in roles]
    assisted = frozenset(CouncillorAssistant.objects.filter(user=user).values_list("councillor_id", flat=True))
    return Viewer(
        user_id=user.pk,
        granted=frozenset(granted),
        councillors=frozenset(CouncillorAccount.objects.filter(user=user).values_list("councillor_id", flat=True)),
        wards=wards_answered_by(user, on),
        office_wards=wards_left_to_office(offices, on) if offices else frozenset(),
        office_cases=cases_left_to_office(offices, on) if offices else frozenset(),
        roles=frozenset((municipality, Role(role)) for municipality, roles, _department in staff for role in roles),
        assisted=assisted,
        assisted_wards=wards_assisted_by(user, on) if assisted else frozenset(),
        departments=frozenset(
            department
            for _municipality, roles, department in staff
            if department is not None and DEPARTMENT_ROLES.intersection(roles)
        ),
    )
