"""`/wards/outlines/ZA-JHB.json`."""

import gzip
import json

import brotli
import pytest
from django.core.cache import cache
from django.test import Client

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Ward

pytestmark = pytest.mark.django_db

ADDRESS = "/wards/outlines/ZZ-KHA.json"


@pytest.fixture(autouse=True)
def khanya() -> list[Ward]:
    cache.clear()
    return make_grid(3, 3, municipality=MunicipalityFactory(code="KHA"))


def test_the_outlines_of_a_municipality_are_geojson(client: Client) -> None:
    make_grid(1, 1, origin=(-5, -30))
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "application/geo+json"
    assert [feature["properties"]["number"] for feature in answer.json()["features"]] == list(range(1, 10))


def test_a_browser_gets_the_encoding_that_it_takes(client: Client) -> None:
    plain = client.get(ADDRESS)
    zipped = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, deflate"})
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip;q=1.0, br"})
    assert "Content-Encoding" not in plain
    assert (zipped["Content-Encoding"], packed["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(zipped.content) == brotli.decompress(packed.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 3
    assert "Accept-Encoding" in plain["Vary"]


def test_a_browser_that_has_them_gets_304_until_they_change(client: Client, khanya: list[Ward]) -> None:
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    khanya[0].name = "Thutong"
    khanya[0].save()
    changed = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert json.loads(changed.content)["features"][0]["properties"]["name"] == "Thutong"


def test_they_are_drawn_once_and_then_kept(client: Client, django_assert_num_queries) -> None:
    municipality_version_and_shapes, municipality_and_version = 3, 2
    with django_assert_num_queries(municipality_version_and_shapes):
        client.get(ADDRESS)
    with django_assert_num_queries(municipality_and_version):
        client.get(ADDRESS)


def test_any_site_may_read_and_any_cache_keep_them_and_no_cookie_is_set(client: Client) -> None:
    answer = client.get(ADDRESS)
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


@pytest.mark.parametrize("key", ["ZZ-NONE", "KHA", "ZZ", "-", "YY-KHA"])
def test_an_unknown_municipality_is_404(client: Client, key: str) -> None:
    assert client.get(f"/wards/outlines/{key}.json").status_code == 404


def test_a_code_with_a_slash_has_its_outlines_too(client: Client) -> None:
    make_grid(1, 1, municipality=MunicipalityFactory(code="ELGEYO/MARAKWET"), origin=(-5, -30))
    assert client.get("/wards/outlines/ZZ-ELGEYO/MARAKWET.json").status_code == 200


def test_a_municipality_whose_wards_are_not_in_force_is_404(client: Client) -> None:
    make_grid(1, 1, municipality=MunicipalityFactory(code="IDLE"), active_from=None)
    assert client.get("/wards/outlines/ZZ-IDLE.json").status_code == 404


def test_one_ward_can_be_drawn_alone(client: Client, khanya: list[Ward], django_assert_num_queries) -> None:
    ward = khanya[4]
    with django_assert_num_queries(1):
        answer = client.get(f"/wards/outline/ZZ/{ward.code}.json")
    assert answer["Content-Type"] == "application/geo+json"
    assert answer.json()["properties"]["code"] == ward.code
    assert answer.json()["geometry"]["type"] == "MultiPolygon"
    assert not answer.cookies
    assert "max-age=3600" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/wards/outline/ZZ/NOWHERE.json", "/wards/outline/QQ/{code}.json"])
def test_a_ward_that_does_not_exist_has_no_outline(client: Client, khanya: list[Ward], address: str) -> None:
    assert client.get(address.format(code=khanya[0].code)).status_code == 404
    assert client.get(f"/wards/outline/ZZ/{khanya[0].code}.json").status_code == 200
