"""An edition that counts from 1 December counts from midnight in each municipality's own time zone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.wards.factories import MunicipalityFactory, make_grid, point_in
from wards.models import Ward
from wards.queries.codes import coming_wards_of_code, wards_of_code
from wards.queries.days import DayOrMoment
from wards.queries.municipalities import municipalities_in_force
from wards.queries.points import find_wards_of_points
from wards.queries.search import search_wards
from wards.queries.wards import find_ward, wards_in_force

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2026, 12, 1)
MIDNIGHT_IN_NAIROBI = datetime(2026, 11, 30, 21, 0, tzinfo=UTC)
MIDNIGHT_AT_SEA = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)


@pytest.fixture
def nairobi() -> Ward:
    """A ward of a municipality three hours east of UTC."""
    return make_grid(1, 1, municipality=MunicipalityFactory(country="KE", code="NAI"), active_from=FIRST_DAY)[0]


@pytest.fixture
def sea() -> Ward:
    """A ward of an invented municipality in the installation's zone, two hours east of UTC."""
    body = MunicipalityFactory(country="ZZ", code="SEA")
    return make_grid(1, 1, municipality=body, origin=(-10.0, -31.0), active_from=FIRST_DAY)[0]


CLOCK = [
    (datetime(2026, 11, 30, 20, 59, 59, tzinfo=UTC), set()),
    (MIDNIGHT_IN_NAIROBI, {"KE"}),
    (datetime(2026, 11, 30, 21, 59, 59, tzinfo=UTC), {"KE"}),
    (MIDNIGHT_AT_SEA, {"KE", "ZZ"}),
    (date(2026, 11, 30), set()),
    (FIRST_DAY, {"KE", "ZZ"}),
]


def found(ward: Ward, on: DayOrMoment) -> Ward | None:
    point = point_in(ward)
    answer = find_ward(longitude=point.x, latitude=point.y, on=on)
    return answer.ward if answer else None


@pytest.mark.parametrize(("on", "countries"), CLOCK)
def test_each_comes_into_force_at_its_own_midnight(nairobi, sea, on, countries) -> None:
    assert {ward.municipality.country for ward in wards_in_force(on).select_related("municipality")} == countries
    assert {body.country for body in municipalities_in_force(on)} == countries
    assert {ward.municipality.country for ward in (nairobi, sea) if found(ward, on)} == countries


@pytest.mark.parametrize(("on", "countries"), CLOCK)
def test_many_points_at_once_say_the_same(nairobi, sea, on, countries) -> None:
    points = [(number, *point_in(ward).coords) for number, ward in enumerate([nairobi, sea])]
    assert {point.country for point in find_wards_of_points(points, on)} == countries


def test_a_code_is_coming_until_then_and_searched_from_then(nairobi, sea) -> None:
    code = sea.code
    assert [coming.ward for coming in coming_wards_of_code(code, MIDNIGHT_IN_NAIROBI)] == [sea]
    assert (wards_of_code(code, MIDNIGHT_IN_NAIROBI), wards_of_code(code, MIDNIGHT_AT_SEA)) == ([], [sea])
    assert coming_wards_of_code(nairobi.code, MIDNIGHT_IN_NAIROBI) == []
    assert search_wards(nairobi.code, on=MIDNIGHT_IN_NAIROBI).only_ward == nairobi
    assert search_wards(code, on=MIDNIGHT_IN_NAIROBI).empty


def test_the_public_lookup_knows_the_hour_and_takes_a_day(client: Client, nairobi, sea) -> None:
    def status(ward: Ward, **more: str) -> int:
        point = point_in(ward)
        return client.get("/wards/find.json", {"lat": point.y, "lon": point.x, **more}).status_code

    with time_machine.travel(MIDNIGHT_IN_NAIROBI, tick=False):
        assert (status(nairobi), status(sea)) == (200, 404)
        assert (status(nairobi, on="2026-11-30"), status(sea, on="2026-12-01")) == (404, 200)
        assert client.get(nairobi.get_absolute_url()).status_code == 200
        assert client.get(sea.get_absolute_url()).status_code == 404
    with time_machine.travel(MIDNIGHT_AT_SEA, tick=False):
        assert (status(nairobi), status(sea)) == (200, 200)
        assert client.get(sea.get_absolute_url()).status_code == 200
