"""Giving accounts to those who work with cases."""

from collections.abc import Iterable

from engagement.enums import Role
from engagement.models import CouncillorAccount, StaffMember, User
from wards.models import Councillor, Municipality


def appoint_councillor(*, user: User, councillor: Councillor) -> CouncillorAccount:
    """Let an account work as a councillor. Done twice, it stays."""
    account, _made = CouncillorAccount.objects.update_or_create(councillor=councillor, defaults={"user": user})
    return account


def appoint_staff(*, user: User, municipality: Municipality, roles: Iterable[Role]) -> StaffMember:
    """Give an account roles in a municipality, in place of those it had there."""
    member, _made = StaffMember.objects.update_or_create(
        user=user, municipality=municipality, defaults={"roles": sorted(set(roles))}
    )
    return member
