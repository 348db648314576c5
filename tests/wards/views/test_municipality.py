"""`/wards/in/ZZ-KHA/`: the wards of one municipality."""

import gzip
import re

import pytest
from django.test import Client

from tests.wards.factories import (
    ActivationFactory,
    CouncillorTermFactory,
    MunicipalityFactory,
    WardFactory,
    make_grid,
    square,
)
from tests.wards.places import PlaceFactory
from tests.wards.views.reading import links_of, text_of
from wards.models import Ward

pytestmark = pytest.mark.django_db

ADDRESS = "/wards/in/ZZ-KHA/"


@pytest.fixture
def khanya() -> list[Ward]:
    make_grid(2, 2, municipality=MunicipalityFactory(code="LES", name="Lesedi"), origin=(-5, -30))
    return make_grid(4, 3, municipality=MunicipalityFactory(code="KHA", name="Khanya"))


def test_it_lists_its_own_wards_and_says_of_which_edition(client: Client, khanya: list[Ward]) -> None:
    answer = client.get(ADDRESS)
    wards = [address for address in links_of(answer) if re.fullmatch(r"/wards/\w+/", address)]
    assert [address for address in wards if "KHA" in address] == [ward.get_absolute_url() for ward in khanya]
    assert not any("LES" in address for address in wards)
    assert "Local municipality · 12 wards · boundaries of 2021" in text_of(answer)


def test_it_draws_its_wards_with_their_numbers(client: Client, khanya: list[Ward]) -> None:
    page = client.get(ADDRESS).content.decode()
    picture = re.search(r'<svg viewBox="0 0 512 512".*?</svg>', page, re.DOTALL)[0]
    assert picture.count("<path d=") == 12
    assert re.findall(r"<text [^>]*>(\d+)</text>", page) == [str(number) for number in range(1, 13)]
    assert 'aria-label="Map of the wards of Khanya"' in page


def test_it_searches_among_its_own_wards(client: Client, khanya: list[Ward]) -> None:
    PlaceFactory(point=khanya[0].boundary.centroid)
    PlaceFactory(point=Ward.objects.get(code="LES001").boundary.centroid)
    assert text_of(client.get("/wards/", {"q": "thutong"})).count("Thutong Suburb") == 2
    assert text_of(client.get(ADDRESS, {"q": "thutong"})).count("Thutong Suburb") == 1
    assert client.get(ADDRESS, {"q": "3"})["Location"] == "/wards/KHA003/"


def test_the_map_without_javascript_is_a_link(client: Client, khanya: list[Ward]) -> None:
    assert "/wards/map/?in=ZZ-KHA" in links_of(client.get(ADDRESS))


@pytest.mark.parametrize("code", ["ELGEYO/MARAKWET", "WEST POKOT", "MURANG'A", "A-B"])
def test_codes_are_as_countries_write_them(client: Client, code: str) -> None:
    municipality = MunicipalityFactory(code=code)
    WardFactory(municipality=municipality, code="A1", boundary=square())
    ActivationFactory(municipality=municipality)
    assert client.get(municipality.get_absolute_url()).status_code == 200
    make_grid(1, 1, origin=(-5, -30))
    assert municipality.get_absolute_url() in links_of(client.get("/wards/"))


@pytest.mark.parametrize("key", ["ZZ-NONE", "KHA", "zz-kha", "YY-KHA"])
def test_an_unknown_municipality_is_404(client: Client, khanya: list[Ward], key: str) -> None:
    assert client.get(f"/wards/in/{key}/").status_code == 404
    assert client.get(ADDRESS).status_code == 200


def test_its_statements_do_not_grow_with_its_wards(
    client: Client, khanya: list[Ward], django_assert_num_queries
) -> None:
    for ward in khanya:
        CouncillorTermFactory(ward=ward)
    host, municipality_wards_extent_and_picture = 2, 4
    with django_assert_num_queries(host + municipality_wards_extent_and_picture):
        client.get(ADDRESS)


def test_a_municipality_of_135_wards_stays_within_the_budget_of_a_page(client: Client) -> None:
    for ward in make_grid(15, 9, municipality=MunicipalityFactory(code="BIG")):
        CouncillorTermFactory(ward=ward)
    page = client.get("/wards/in/ZZ-BIG/").content
    assert page.count(b"<path d=") >= 135
    assert len(gzip.compress(page)) < 10_000
