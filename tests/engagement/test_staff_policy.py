"""Staff hold the permissions of the wards floor where they work."""

import pytest
from django.contrib.auth.models import Permission

from engagement.models import StaffMember, User
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
