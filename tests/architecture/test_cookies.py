"""A page that only shows sets no cookie and is the same for everybody, so that caches between people may keep it."""

import pytest
from django.http import HttpResponse
from django.test import Client

from engagement.enums import Role
from engagement.models import User
from engagement.services.people import appoint_staff
from tests.wards.factories import CouncillorTermFactory, make_grid, point_in
from wards.models import Ward

SHOWING = [
    "/",
    "/wards/",
    "/wards/?q=thutong",
    "/wards/{code}/",
    "/wards/find.json?lat={lat}&lon={lon}",
    "/track/",
    "/track/?reference=nonsense",
    "/nowhere/",
    "/healthz",
]


@pytest.fixture
def ward(db: None) -> Ward:
    """One of four wards, with a councillor."""
    ward = make_grid(2, 2)[0]
    CouncillorTermFactory(ward=ward)
    return ward


def address(pattern: str, ward: Ward) -> str:
    point = point_in(ward)
    return pattern.format(code=ward.code, lat=round(point.y, 6), lon=round(point.x, 6))


def varies_by(answer: HttpResponse) -> set[str]:
    return {name.strip().lower() for name in answer.get("Vary", "").split(",")}


@pytest.mark.parametrize("pattern", SHOWING)
def test_a_page_that_only_shows_sets_no_cookie(client: Client, ward: Ward, pattern: str) -> None:
    answer = client.get(address(pattern, ward))
    assert answer.status_code in ({404} if pattern == "/nowhere/" else {200})
    assert dict(answer.cookies) == {}
    assert "cookie" not in varies_by(answer)


@pytest.mark.parametrize("pattern", SHOWING)
def test_it_says_the_same_to_somebody_who_is_signed_in(client: Client, ward: Ward, pattern: str) -> None:
    stranger = client.get(address(pattern, ward)).content
    client.force_login(User.objects.create_user("nomsa@example.org"))
    answer = client.get(address(pattern, ward))
    assert answer.content == stranger
    assert dict(answer.cookies) == {}


def test_a_page_with_a_form_sets_one_cookie_against_forged_requests(client: Client, ward: Ward) -> None:
    office = User.objects.create_user("office@example.org")
    appoint_staff(user=office, municipality=ward.municipality, roles=[Role.SPEAKERS_OFFICE])
    answer = client.get(f"/wards/{ward.code}/raise/")
    assert answer.status_code == 200
    assert list(answer.cookies) == ["csrftoken"]
    assert "cookie" in varies_by(answer)
