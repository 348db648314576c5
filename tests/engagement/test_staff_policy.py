"""Staff hold the permissions of the wards floor where they work."""

import pytest
from django.contrib.auth.models import Permission

from engagement.enums import Role
from engagement.models import StaffMember, User
from engagement.staff_policy import PERMISSIONS, SEE_MESSAGES
from tests.wards.factories import MunicipalityFactory
from wards.permissions import ACTIVATE_DELIMITATION, IMPORT_REGISTER, may, municipalities_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    """Somebody who may put boundaries in force, and works nowhere yet."""
    user = User.objects.create_user("officer@example.org")
    user.user_permissions.add(Permission.objects.get(codename="activate_delimitation"))
    return user


def test_a_permission_counts_where_its_holder_works_and_nowhere_else(officer: User) -> None:
    own, other = MunicipalityFactory(), MunicipalityFactory()
    assert not may(officer, ACTIVATE_DELIMITATION, own)
    StaffMember.objects.create(user=officer, municipality=own)
    assert list(municipalities_for(officer, ACTIVATE_DELIMITATION)) == [own]
    assert not may(officer, ACTIVATE_DELIMITATION, other)


def test_working_somewhere_gives_no_permission_by_itself(officer: User) -> None:
    own = MunicipalityFactory()
    StaffMember.objects.create(user=officer, municipality=own)
    assert may(officer, ACTIVATE_DELIMITATION, own)
    assert not may(officer, IMPORT_REGISTER, own)


def test_an_account_that_was_closed_may_nothing(officer: User) -> None:
    own = MunicipalityFactory()
    StaffMember.objects.create(user=officer, municipality=own)
    officer.is_active = False
    assert not may(officer, ACTIVATE_DELIMITATION, own)


def test_a_role_brings_its_permissions_where_it_is_held_and_nowhere_else() -> None:
    user = User.objects.create_user("keeper@example.org")
    own, other = MunicipalityFactory(), MunicipalityFactory()
    StaffMember.objects.create(user=user, municipality=own, roles=[Role.REGISTRAR])
    StaffMember.objects.create(user=user, municipality=other, roles=[Role.AGENT])
    assert list(municipalities_for(user, ACTIVATE_DELIMITATION)) == [own]
    assert may(user, IMPORT_REGISTER, own)
    assert not may(user, IMPORT_REGISTER, other)
    assert not may(user, SEE_MESSAGES, own)


def test_every_permission_that_a_role_brings_exists() -> None:
    known = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}
    brought = frozenset().union(*PERMISSIONS.values())
    assert {ACTIVATE_DELIMITATION, IMPORT_REGISTER, SEE_MESSAGES} <= brought
    assert brought - known == set()
