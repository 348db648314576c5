"""The search page: for everybody, without a script, and never more than anybody may read."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cms.models import NewsPage
from cms.services.ward_pages import keep_ward_pages
from tests.cms.planted_sites import AT, plant_site, visitor_of, write_document, write_page
from tests.standing import standing
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid, point_in
from tests.wards.places import PlaceFactory
from wards.models import Municipality, Ward

pytestmark = pytest.mark.django_db

REFERENCE = "KH-7F3K-92Q8"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        yield plant_site(MunicipalityFactory(name="Khanya", code="KHA"), "khanya.example.org")


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


@pytest.fixture
def wards(khanya: Municipality) -> list[Ward]:
    return make_grid(2, 2, municipality=khanya)


def answer(municipality: Municipality, text: str, path: str = "/search/", **more: str) -> str:
    response = visitor_of(municipality).get(path, {"q": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def headings(page: str) -> list[str]:
    """The groups of answers in the order in which they are shown."""
    return re.findall(r'<h3 id="(\w+)"', page)


def test_before_anything_is_typed_there_is_a_box_and_the_ways_on(khanya: Municipality) -> None:
    page = visitor_of(khanya).get("/search/").content.decode()
    assert 'role="search"' in page
    assert 'href="/track/"' in page
    assert "There is a problem" not in page


def test_search_engines_are_told_to_leave_it_out(khanya: Municipality) -> None:
    assert '<meta name="robots" content="noindex">' in visitor_of(khanya).get("/search/").content.decode()


def test_it_sets_no_cookie_and_is_kept_by_no_shared_cache(khanya: Municipality) -> None:
    response = visitor_of(khanya).get("/search/", {"q": "water"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"]


def test_a_page_is_shown_with_the_hit_marked(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Tanker round", introduction="Fetch water at the hall.")
    page = answer(khanya, "water")
    assert "1 answer for “water”" in page
    assert "Fetch <mark>water</mark> at the hall." in page
    assert 'href="/news/tanker-round/"' in page


def test_markup_in_a_page_or_in_a_search_is_text(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "<script>alert(1)</script> water", introduction="</p><img src=x> water")
    page = answer(khanya, '"><script>alert(2)</script> water')
    assert "<mark>water</mark>" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_groups_are_counted_and_the_best_stands_first(khanya: Municipality, wards: list[Ward]) -> None:
    CouncillorTermFactory(ward=wards[0], councillor__municipality=khanya, councillor__name="Sipho Rivers")
    write_document(khanya, "Care of rivers")
    write_page(khanya, NewsPage, "Cleaning", introduction="Two rivers were cleaned.")
    page = answer(khanya, "rivers")
    assert headings(page) == ["documents", "councillors", "pages"]
    assert len(re.findall(r'<span class="quiet">\(1\)</span>', page)) == 3


def test_a_councillor_leads_to_the_ward(khanya: Municipality, wards: list[Ward]) -> None:
    CouncillorTermFactory(ward=wards[2], councillor__municipality=khanya, councillor__name="Nomsa Khuzwayo")
    for typed in ("khuzwayo", "councillor Khuzwayo", "Kuzwayo", "NOMSA"):
        page = answer(khanya, typed)
        assert f'<a href="{wards[2].get_absolute_url()}">' in page, typed


def test_a_party_finds_who_sits_for_it_and_nobody_who_no_longer_does(khanya: Municipality, wards: list[Ward]) -> None:
    gone = (date(2021, 11, 1), date(2025, 1, 1))
    CouncillorTermFactory(ward=wards[0], councillor__name="Sits Now", councillor__party="Harbour Party")
    CouncillorTermFactory(ward=wards[1], councillor__name="Sat Once", councillor__party="Harbour Party", served=gone)
    page = answer(khanya, "harbour party")
    assert "Sits Now" in page
    assert "Sat Once" not in page


def test_nothing_of_another_municipality_is_found_and_on_a_host_without_a_site_everything(
    khanya: Municipality, client: Client
) -> None:
    lwazi = plant_site(MunicipalityFactory(name="Lwazi", code="LWA"), "lwazi.example.org")
    ward = make_grid(1, 1, municipality=lwazi)[0]
    CouncillorTermFactory(ward=ward, councillor__municipality=lwazi, councillor__name="Zanele Quartz")
    write_page(lwazi, NewsPage, "Quartz for sale")
    write_document(lwazi, "Quartz by-law")
    assert headings(answer(lwazi, "quartz")) == ["pages", "documents", "councillors"]
    assert "Nothing was found" in answer(khanya, "quartz")
    elsewhere = client.get("/search/", {"q": "quartz"}).content.decode()
    assert headings(elsewhere) == ["pages", "documents", "councillors"]
    assert 'href="http://lwazi.example.org/news/quartz-for-sale/"' in elsewhere
    assert "<span>Lwazi</span>" in elsewhere


@pytest.mark.parametrize("typed", ["ward 3", "KHA003", "kha 003"])
def test_a_ward_asked_for_by_number_or_code_is_one_step_away(
    khanya: Municipality, wards: list[Ward], typed: str
) -> None:
    page = answer(khanya, typed)
    assert f'<a class="btn" href="{wards[2].get_absolute_url()}">Go to Ward 3</a>' in page
    assert headings(page)[0] == "wards"


def test_a_place_leads_to_its_ward(khanya: Municipality, wards: list[Ward]) -> None:
    PlaceFactory(name="Thutong", point=point_in(wards[1]))
    page = answer(khanya, "Thutnog")
    assert "Thutong" in page
    assert f'href="{wards[1].get_absolute_url()}"' in page


def test_what_looks_like_a_reference_leads_to_following_it_whether_or_not_there_is_such_a_case(
    khanya: Municipality,
) -> None:
    for typed in (REFERENCE, "kh7f3k92q8"):
        assert f'href="/track/?reference={REFERENCE}"' in answer(khanya, typed)
    assert "/track/?reference" not in answer(khanya, "KH-7F3K-92Q9")


def test_a_misspelt_word_offers_what_was_meant(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Electricity tariffs")
    page = answer(khanya, "elektrisity tariffs")
    assert '<a href="/search/?q=electricity+tariffs">electricity tariffs</a>?' in page
    assert "<mark>Electricity</mark> <mark>tariffs</mark>" in page


def test_nothing_found_says_what_else_to_try(khanya: Municipality) -> None:
    page = answer(khanya, "xylophone quartet")
    assert "Nothing was found for “xylophone quartet”" in page
    assert "Try one word" in page
    assert 'href="/track/"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 10_000, "Shorten what you typed to 100 letters"),
        ("?!…—«»", "no page is found by signs alone"),
        ("", "Type what you are looking for"),
        ("   ", "Type what you are looking for"),
        ("\x00\x00", "Type what you are looking for"),
    ],
)
def test_what_cannot_be_searched_for_gets_a_clear_answer(khanya: Municipality, typed: str, said: str) -> None:
    page = answer(khanya, typed)
    assert said in page
    assert "<title>Error: " in page


@pytest.mark.parametrize("typed", ["water\x00tap", "“quotes'", "a:*&|!(", "\u202ewater", "100%", "🦏", "\ud7ff"])
def test_odd_signs_are_searched_for_as_words(khanya: Municipality, typed: str) -> None:
    answer(khanya, typed)


def test_a_long_list_is_shown_in_parts(khanya: Municipality) -> None:
    for number in range(7):
        write_page(khanya, NewsPage, f"Harvest {number}")
    write_document(khanya, "Harvest report")
    page = answer(khanya, "harvest")
    assert page.count("/news/harvest-") == 5
    assert 'href="/search/?q=harvest&amp;only=pages"' in page
    alone = answer(khanya, "harvest", only="pages", page="99")
    assert alone.count("/news/harvest-") == 7
    assert headings(alone) == ["pages"]
    assert "Show everything that was found" in alone


@pytest.mark.parametrize("more", [{"only": "secrets"}, {"page": "-1"}, {"page": "x"}, {"only": "wards", "page": "9"}])
def test_a_mistyped_part_of_the_address_counts_as_nothing(khanya: Municipality, more: dict[str, str]) -> None:
    write_page(khanya, NewsPage, "Harvest")
    assert "/news/harvest/" in answer(khanya, "harvest", **more)


def test_on_pages_in_isizulu_pages_in_isizulu_are_found_first_and_originals_say_their_language(
    khanya: Municipality,
) -> None:
    write_page(khanya, NewsPage, "Amanzi ahlanzekile", language="zu")
    # A page that is in no other language: its alias was taken away.
    write_page(khanya, NewsPage, "Clean taps").get_translations().get().delete()
    assert 'href="/zu/news/amanzi-ahlanzekile/"' in answer(khanya, "amanzi", "/zu/search/")
    original = answer(khanya, "taps", "/zu/search/")
    assert '<h4 class="h3" lang="en"><a href="/news/clean-taps/" hreflang="en">' in original
    assert "<span>English</span>" in original


def test_an_alias_says_the_language_that_it_was_written_in(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Clean taps")
    shown = answer(khanya, "taps", "/zu/search/")
    assert '<h4 class="h3" lang="en"><a href="/zu/news/clean-taps/"' in shown
    assert "<span>English</span>" in shown


def test_the_statements_do_not_grow_with_what_is_found(
    khanya: Municipality, wards: list[Ward], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visitor = visitor_of(khanya)
    for number in range(1, 4):
        write_page(khanya, NewsPage, f"Harvest {number}")
        visitor.get("/search/", {"q": "harvest"})
        with django_assert_num_queries(16):
            assert f"{number} answer" in visitor.get("/search/", {"q": "harvest"}).content.decode()


def test_a_ward_by_its_name_stands_first_and_once(khanya: Municipality, wards: list[Ward]) -> None:
    Ward.objects.filter(pk=wards[0].pk).update(name="Marikana")
    keep_ward_pages(municipality=khanya, at=AT)
    write_page(khanya, NewsPage, "Meeting in Marikana")
    page = answer(khanya, "marikana")
    assert headings(page) == ["wards", "pages"]
    assert page.count(f'href="{wards[0].get_absolute_url()}"') == 1


def test_a_place_that_is_merely_spelt_alike_is_left_out_where_pages_have_the_very_word(
    khanya: Municipality, wards: list[Ward]
) -> None:
    PlaceFactory(name="Waterval", point=point_in(wards[0]))
    PlaceFactory(name="Walter", point=point_in(wards[1]))
    assert "Walter" in answer(khanya, "water")
    write_page(khanya, NewsPage, "Clean water")
    page = answer(khanya, "water")
    assert "Walter" not in page
    assert "Waterval" in page
