"""What the demo holds once it is loaded; tests change it as they like, each for itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Site

from cms.demo.accounts import ACCOUNTS, NEIGHBOUR, OFFICER
from cms.demo.gazetteer import KHANYA, LWAZI
from cms.demo.loading import delete
from cms.demo.seed import password_for
from engagement.models import User
from tests.cms.demo.conftest import AT
from tests.engagement.cast import assemble
from wards.models import Activation, CouncillorTerm, Municipality, Place, Ward
from wards.permissions import ACTIVATE_DELIMITATION, IMPORT_REGISTER, municipalities_for
from wards.queries.wards import find_ward, wards_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(loaded: None, db: None) -> Municipality:
    """The demo's first municipality."""
    return Municipality.objects.get(code=KHANYA.code)


def test_the_first_municipality_has_twelve_wards_in_force_that_find_their_points(demo: Municipality) -> None:
    today = timezone.localdate(AT)
    in_force = wards_in_force(today).filter(municipality=demo)
    assert [ward.code for ward in in_force] == [f"ZZ001-{number:03d}" for number in range(1, 13)]
    for ward in in_force:
        spot = ward.label_point
        assert find_ward(longitude=spot.x, latitude=spot.y, on=today).ward == ward


def test_the_default_site_is_the_first_municipalitys(demo: Municipality) -> None:
    assert demo.site == Site.objects.get(is_default_site=True)


def test_every_place_lies_in_its_ward(demo: Municipality) -> None:
    today = timezone.localdate(AT)
    assert Place.objects.filter(municipality=demo).count() == 60
    for plan in (KHANYA, LWAZI):
        for ward in plan.wards:
            for place in ward.places:
                spot = Place.objects.get(country="ZZ", source_id=f"{plan.code}:{place.name}").point
                found = find_ward(longitude=spot.x, latitude=spot.y, on=today)
                assert found.ward.code == plan.ward_code(ward.number)


def test_the_next_edition_is_scheduled_and_changes_some_wards(demo: Municipality) -> None:
    today = timezone.localdate(AT)
    ahead = Activation.objects.get(municipality=demo, delimitation__edition="2026")
    assert today + timedelta(days=31) < ahead.starts_on < today + timedelta(days=125)
    assert {ward.delimitation.edition for ward in wards_in_force(today)} == {"2021"}
    assert {ward.delimitation.edition for ward in wards_in_force(ahead.starts_on)} == {"2026"}

    old = {ward.code: ward.boundary for ward in Ward.objects.filter(municipality=demo, delimitation__edition="2021")}
    new = {ward.code: ward.boundary for ward in Ward.objects.filter(municipality=demo, delimitation__edition="2026")}
    assert new.keys() - old.keys() == {"ZZ001-013"}
    kept = {code: old[code].intersection(new[code]).area / old[code].area for code in old}
    moved = {code for code, share in kept.items() if share < 0.99}
    assert "ZZ001-003" in moved
    assert 3 <= len(moved) <= 8
    lwazi = Ward.objects.filter(municipality__code=LWAZI.code)
    assert lwazi.filter(delimitation__edition="2021").count() == lwazi.filter(delimitation__edition="2026").count() + 1


def test_eleven_wards_have_a_councillor_and_one_seat_is_vacant(demo: Municipality) -> None:
    today = timezone.localdate(AT)
    serving = CouncillorTerm.objects.filter(councillor__municipality=demo, served__contains=today)
    seated = set(serving.exclude(ward=None).values_list("ward__number", flat=True))
    assert set(range(1, 13)) - seated == {8}
    assert serving.filter(ward=None).count() == 4
    assert serving.get(ward__number=3).councillor.name == "Nomsa Dlamini"


def test_each_account_signs_in_with_its_shown_password_at_example_org(demo: Municipality) -> None:
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.email.endswith("@example.org")
        assert user.check_password(password_for(account.email))
        assert user.authenticator_set.filter(type="totp").exists() == account.has_second_factor
        assert not user.is_superuser


def test_officers_may_work_in_their_own_municipality_alone(demo: Municipality) -> None:
    lwazi = Municipality.objects.get(code=LWAZI.code)
    officer, neighbour = (User.objects.get(email=account.email) for account in (OFFICER, NEIGHBOUR))
    for permission in (ACTIVATE_DELIMITATION, IMPORT_REGISTER, "wards.change_councillor"):
        assert list(municipalities_for(officer, permission)) == [demo]
        assert list(municipalities_for(neighbour, permission)) == [lwazi]


def test_after_deleting_timelines_are_guarded_as_before(loaded: None) -> None:
    kept = assemble().raised()
    assert delete()
    with pytest.raises(IntegrityError, match="cannot be deleted"), transaction.atomic():
        kept.events.all().delete()
