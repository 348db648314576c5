"""`/wards/`: where do you live?"""

import json
import re
from html import unescape

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from tests.wards.places import PlaceFactory
from tests.wards.views.reading import links_of, text_of
from wards.enums import PlaceKind
from wards.models import Ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def khanya() -> list[Ward]:
    return make_grid(4, 3, municipality=MunicipalityFactory(code="KHA", name="Khanya Local Municipality"))


@pytest.fixture
def lesedi() -> list[Ward]:
    return make_grid(2, 2, municipality=MunicipalityFactory(code="LES", name="Lesedi"), origin=(-5, -30))


def test_the_wards_of_the_only_municipality_are_listed_with_their_councillors(
    client: Client, khanya: list[Ward]
) -> None:
    term = CouncillorTermFactory(ward=khanya[2])
    answer = client.get("/wards/")
    assert answer.status_code == 200
    assert {ward.get_absolute_url() for ward in khanya} < set(links_of(answer))
    assert f"Ward 3 {term.councillor.name}" in text_of(answer)
    assert "Ward 4 No councillor at the moment" in text_of(answer)


def test_where_no_councillor_was_ever_entered_none_is_missed(client: Client, khanya: list[Ward]) -> None:
    assert "councillor at the moment" not in text_of(client.get("/wards/"))


def test_several_municipalities_are_listed_rather_than_all_their_wards(
    client: Client, khanya: list[Ward], lesedi: list[Ward]
) -> None:
    links = links_of(client.get("/wards/"))
    assert {"/wards/in/ZZ-KHA/", "/wards/in/ZZ-LES/"} < set(links)
    assert khanya[0].get_absolute_url() not in links


def test_without_any_ward_the_page_says_so(client: Client) -> None:
    assert "No ward boundaries are in force here yet." in text_of(client.get("/wards/"))


def test_a_misspelt_place_is_found_with_its_ward_and_says_that_it_is_spelt_otherwise(
    client: Client, khanya: list[Ward]
) -> None:
    PlaceFactory(point=khanya[4].boundary.centroid, kind=PlaceKind.LANDMARK)
    answer = client.get("/wards/", {"q": "Thutnog"})
    assert "Thutong Landmark, Khanya Local Municipality Spelt a little differently It lies in this ward: Ward 5" in (
        text_of(answer)
    )
    assert links_of(answer)[0] == khanya[4].get_absolute_url()
    assert 'value="Thutnog"' in answer.content.decode()


def test_a_place_near_a_border_names_the_other_wards_and_offers_the_map(client: Client, khanya: list[Ward]) -> None:
    PlaceFactory(point=khanya[5].boundary.centroid, kind=PlaceKind.TOWN)
    answer = client.get("/wards/", {"q": "thutong"})
    assert "Its middle lies in the first of these wards. Your house may be in another: Ward 6 Ward 1" in text_of(answer)
    assert "/wards/map/?lat=-29.98500&lon=-9.98500" in links_of(answer)


def test_a_ward_asked_for_by_its_number_or_code_is_shown_straight_away(client: Client, khanya: list[Ward]) -> None:
    for typed in ("KHA003", "ward 3", "3", "Ward 3 Khanya"):
        answer = client.get("/wards/", {"q": typed})
        assert (answer.status_code, answer["Location"]) == (302, "/wards/KHA003/")


def test_a_number_of_several_municipalities_lists_each_and_why(
    client: Client, khanya: list[Ward], lesedi: list[Ward]
) -> None:
    answer = client.get("/wards/", {"q": "3"})
    assert "Ward 3 Khanya Local Municipality It has this number Ward 3 Lesedi It has this number" in text_of(answer)


def test_a_municipality_is_an_answer_too(client: Client, khanya: list[Ward], lesedi: list[Ward]) -> None:
    assert "Lesedi 4 wards" in text_of(client.get("/wards/", {"q": "lesedi"}))


def test_nothing_found_says_what_to_try_and_still_shows_map_and_list(
    client: Client, khanya: list[Ward], lesedi: list[Ward]
) -> None:
    answer = client.get("/wards/", {"q": "xyzzy"})
    assert answer.status_code == 200
    assert "Nothing here is called that." in text_of(answer)
    assert "There is no ward 99 here." in text_of(client.get("/wards/", {"q": "99"}))
    assert "There is no ward 99 there." in text_of(client.get("/wards/", {"q": "ward 99 lesedi"}))
    assert {"/wards/map/", "/wards/in/ZZ-KHA/"} <= set(links_of(answer))


def test_what_was_typed_is_shown_and_never_run(client: Client, khanya: list[Ward]) -> None:
    page = client.get("/wards/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_too_long_a_text_is_an_error_beside_the_field_and_is_kept(client: Client, khanya: list[Ward]) -> None:
    answer = client.get("/wards/", {"q": "x" * 101})
    assert answer.status_code == 200
    assert text_of(answer).count("Shorten what you typed to 100 letters") == 2  # in the summary and at the field
    assert "x" * 101 in answer.content.decode()
    assert answer.content.decode().count("<title>Error:") == 1


@pytest.mark.parametrize("typed", ["\x00", "'; DROP TABLE wards_ward;--", "%%%", "🏠", "ward 99999999999999999999"])
def test_no_text_breaks_the_page(client: Client, khanya: list[Ward], typed: str) -> None:
    assert client.get("/wards/", {"q": typed}).status_code == 200


def test_the_position_is_asked_for_by_a_button_that_only_javascript_shows(client: Client, khanya: list[Ward]) -> None:
    page = client.get("/wards/").content.decode()
    assert re.search(r'<button [^>]*type="button" hidden>', page)
    config = json.loads(unescape(re.search(r'data-position="([^"]*)"', page)[1]))
    assert (config["find"], config["ward"]) == ("/wards/find.json", "/wards/CODE/")


def test_in_another_language_links_stay_in_it_and_data_has_no_prefix(
    client: Client, khanya: list[Ward], settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("af", "Afrikaans")]
    answer = client.get("/af/wards/")
    assert "/af/wards/KHA003/" in links_of(answer)
    config = json.loads(unescape(re.search(r'data-map="([^"]*)"', answer.content.decode())[1]))
    assert (config["ward"], config["find"], config["outlines"]) == (
        "/af/wards/CODE/",
        "/wards/find.json",
        "/wards/outlines/ZZ-KHA.json",
    )


def test_the_statements_do_not_grow_with_wards_and_municipalities(
    client: Client, khanya: list[Ward], django_assert_num_queries
) -> None:
    host_municipalities_wards_extent_and_picture = 6
    with django_assert_num_queries(host_municipalities_wards_extent_and_picture):
        client.get("/wards/")
    host_municipalities_and_extent = 4
    for column in range(3):
        make_grid(1, 1, municipality=MunicipalityFactory(code=f"M{column}"), origin=(-5 + column, -30))
        with django_assert_num_queries(host_municipalities_and_extent):
            client.get("/wards/")


def test_a_search_costs_the_search_and_the_page(
    client: Client, khanya: list[Ward], lesedi: list[Ward], django_assert_num_queries
) -> None:
    for ward in khanya:
        PlaceFactory(name=f"Thutong {ward.number}", point=ward.boundary.centroid)
    host, search, page = 2, 7, 2
    with django_assert_num_queries(host + search + page):
        assert "Thutong 12" in text_of(client.get("/wards/", {"q": "thutong"}))
