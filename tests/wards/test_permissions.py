"""A permission holds in the municipalities where the policy gives it, and nowhere else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from tests.wards.conftest import Grants
from tests.wards.factories import MunicipalityFactory
from wards import permissions
from wards.permissions import IMPORT_REGISTER, may, municipalities_for

pytestmark = pytest.mark.django_db


def test_staff_may_act_in_their_own_municipality_alone(grants: Grants) -> None:
    own, other = MunicipalityFactory(), MunicipalityFactory()
    clerk = get_user_model().objects.create_user("clerk@example.org")
    grants.give(clerk, own, IMPORT_REGISTER)

    assert may(clerk, IMPORT_REGISTER, own)
    assert not may(clerk, IMPORT_REGISTER, other)
    assert not may(clerk, permissions.ACTIVATE_DELIMITATION, own)
    assert list(municipalities_for(clerk, IMPORT_REGISTER)) == [own]


def test_what_concerns_every_municipality_is_for_superusers(grants: Grants) -> None:
    own = MunicipalityFactory()
    clerk = get_user_model().objects.create_user("clerk@example.org")
    grants.give(clerk, own, IMPORT_REGISTER)
    root = get_user_model().objects.create_superuser("root@example.org")

    assert not may(clerk, IMPORT_REGISTER, None)
    assert may(root, IMPORT_REGISTER, None)
    assert may(root, IMPORT_REGISTER, own)


def test_without_a_policy_only_superusers_may_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "_policies", [])
    own = MunicipalityFactory()
    clerk = get_user_model().objects.create_user("clerk@example.org", is_staff=True)
    root = get_user_model().objects.create_superuser("root@example.org")

    assert not may(clerk, IMPORT_REGISTER, own)
    assert may(root, IMPORT_REGISTER, own)


def test_a_superuser_who_was_shut_out_and_a_stranger_may_nothing(grants: Grants) -> None:
    own = MunicipalityFactory()
    gone = get_user_model().objects.create_superuser("gone@example.org", is_active=False)

    assert not may(gone, IMPORT_REGISTER, own)
    assert not may(gone, IMPORT_REGISTER, None)
    assert not may(AnonymousUser(), IMPORT_REGISTER, own)


def test_a_second_policy_is_refused(grants: Grants) -> None:
    with pytest.raises(ValueError, match="registered already"):
        permissions.register_policy(Grants())
