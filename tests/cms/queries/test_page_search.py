"""Pages are found by their words, misspelt too, each once and in the language that is read."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction

from cms.models import EventIndexPage, EventPage, NewsPage, NoticeIndexPage, NoticePage, ServicePage
from cms.queries.page_search import PageSearch, search_pages
from cms.rules.search import words_of
from tests.cms.planted_sites import AT, plant_site, write_document, write_page
from tests.standing import standing
from tests.wards.factories import MunicipalityFactory
from wards.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        yield plant_site(MunicipalityFactory(name="Khanya"), "khanya.example.org")


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


@pytest.fixture
def lwazi() -> Municipality:
    return plant_site(MunicipalityFactory(name="Lwazi"), "lwazi.example.org")


def search(text: str, within: Municipality | None, language: str = "en") -> PageSearch:
    return search_pages(words_of(text), language=language, at=AT, within=within)


def titles(text: str, within: Municipality | None, language: str = "en") -> list[str]:
    return [Page.objects.get(pk=page.pk).title for page in search(text, within, language).pages]


def test_a_page_is_found_by_its_title_its_introduction_and_its_body(khanya: Municipality) -> None:
    body = [("text", "<p>Bring a <b>passport</b>.</p>")]
    write_page(khanya, ServicePage, "Licences", introduction="For hawkers", body=body)
    for word in ("licence", "HAWKERS", "passport"):
        assert titles(word, khanya) == ["Licences"], word


def test_a_title_counts_for_more_than_a_body(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "A new road", introduction="Nothing about the library, library, library.")
    write_page(khanya, NewsPage, "The library opens")
    assert titles("library", khanya) == ["The library opens", "A new road"]


def hold(municipality: Municipality, title: str, ends_at: datetime, introduction: str = "") -> EventPage:
    section = EventIndexPage.objects.descendant_of(municipality.site.root_page).get()
    starts_at = ends_at - timedelta(hours=2)
    page = EventPage(title=title, introduction=introduction, place="Hall", starts_at=starts_at, ends_at=ends_at)
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def give_notice(municipality: Municipality, title: str, ends_at: datetime, introduction: str = "") -> NoticePage:
    section = NoticeIndexPage.objects.descendant_of(municipality.site.root_page).get()
    page = NoticePage(title=title, introduction=introduction, starts_at=ends_at - timedelta(hours=2), ends_at=ends_at)
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("write", [hold, give_notice])
def test_what_is_over_comes_after_what_is_not(khanya: Municipality, write: Callable[..., Page]) -> None:
    often = "Budget, budget, budget."
    write(khanya, "Budget of last year", AT - timedelta(days=300), often)
    write(khanya, "Budget over this minute", AT, often)
    write(khanya, "Budget for the coming year and the two years after it", AT + timedelta(days=9))
    write_page(khanya, NewsPage, "What everybody should know about the budget")
    found = titles("budget", khanya)
    assert set(found[2:]) == {"Budget of last year", "Budget over this minute"}
    assert len(found) == 4


def test_a_better_match_that_is_over_comes_before_a_worse_one_that_is_not(khanya: Municipality) -> None:
    hold(khanya, "Water meeting", AT - timedelta(days=9))
    hold(khanya, "Meeting", AT + timedelta(days=9), "About water.")
    hold(khanya, "Water", AT + timedelta(days=9))
    assert titles("water meeting", khanya) == ["Water meeting", "Meeting"]


def test_pages_with_every_word_leave_out_those_with_some(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Water meters")
    write_page(khanya, NewsPage, "Water tariffs")
    assert titles("water tariff", khanya) == ["Water tariffs"]


def test_where_no_page_has_every_word_those_with_most_are_found_and_the_missing_word_is_named(
    khanya: Municipality,
) -> None:
    write_page(khanya, NewsPage, "Water meters")
    found = search("water xylophone", khanya)
    assert len(found.pages) == 1
    assert found.missing == ("xylophone",)
    assert not found.is_corrected


@pytest.mark.parametrize("typed", ["elektricity", "electrcity", "Eletricity", "elekricity"])
def test_a_misspelt_word_is_put_right_and_says_so(khanya: Municipality, typed: str) -> None:
    write_page(khanya, ServicePage, "Buying electricity")
    found = search(f"buying {typed}", khanya)
    assert found.is_corrected
    assert found.suggestion == "buying electricity"
    assert len(found.pages) == 1


def test_an_accent_more_or_less_is_no_mistake(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Fête in Tshivenḓa")
    for typed in ("fete", "FÊTE", "tshivenda"):
        found = search(typed, khanya)
        assert len(found.pages) == 1
        assert not found.is_corrected


def test_an_isizulu_word_is_found_in_its_other_forms(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Ukungcola emanzini", language="zu")
    assert titles("amanzi", khanya, "zu") == ["Ukungcola emanzini"]
    assert titles("emanzini", khanya, "zu") == ["Ukungcola emanzini"]


def translated(page: Page, title: str) -> Page:
    translation = page.get_translation(Locale.objects.get(language_code="zu"))
    translation.alias_of, translation.title = None, title
    translation.save_revision().publish()
    return translation


def test_the_language_that_is_read_comes_first_and_each_page_once(khanya: Municipality) -> None:
    original = write_page(khanya, NewsPage, "Clinic hours", introduction="Umtholampilo")
    translation = translated(original, "Umtholampilo")
    assert [page.pk for page in search("umtholampilo", khanya, "zu").pages] == [translation.pk]
    assert [page.pk for page in search("umtholampilo", khanya, "en").pages] in ([original.pk], [translation.pk])
    assert [page.pk for page in search("clinic", khanya, "zu").pages] == [original.pk]


def test_the_original_is_found_where_nobody_translated_it(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Cemetery")
    assert titles("cemetery", khanya, "zu") == ["Cemetery"]


def test_another_municipality_is_never_found_on_a_site_and_always_without_one(
    khanya: Municipality, lwazi: Municipality
) -> None:
    write_page(khanya, NewsPage, "Khanya marathon")
    write_page(lwazi, NewsPage, "Lwazi marathon")
    assert titles("marathon", khanya) == ["Khanya marathon"]
    assert titles("marathon", lwazi) == ["Lwazi marathon"]
    assert sorted(titles("marathon", None)) == ["Khanya marathon", "Lwazi marathon"]


def test_a_word_of_another_municipality_is_never_suggested(khanya: Municipality, lwazi: Municipality) -> None:
    write_page(lwazi, NewsPage, "Secretariat")
    assert search("sekretariat", lwazi).suggestion == "secretariat"
    assert search("sekretariat", khanya) == PageSearch(missing=("sekretariat",))


def test_a_page_is_found_as_soon_as_it_is_published_and_no_longer_once_it_is_not(khanya: Municipality) -> None:
    page = write_page(khanya, NewsPage, "Jacaranda festival")
    assert titles("jacaranda", khanya) == ["Jacaranda festival"]
    page.title = "Marula festival"
    page.save_revision()
    assert titles("marula", khanya) == []
    page.get_latest_revision().publish()
    assert titles("marula", khanya) == ["Marula festival"]
    page.unpublish()
    assert titles("marula", khanya) == []
    assert search("marulla", khanya).suggestion == ""


def test_a_page_behind_a_password_is_not_found(khanya: Municipality) -> None:
    page = write_page(khanya, NewsPage, "Internal circular")
    assert titles("circular", khanya) == ["Internal circular"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert titles("circular", khanya) == []


def test_a_document_is_found_by_its_title_and_by_that_of_its_file(khanya: Municipality) -> None:
    page = write_document(khanya, "Integrated plan", file_title="Annexure seven")
    for typed in ("integrated plan", "annexure"):
        assert [(found.pk, found.is_document) for found in search(typed, khanya).pages] == [(page.pk, True)], typed


@pytest.mark.parametrize("typed", ["'; DROP TABLE x; --", "a & | ! ( ) : *", "\\'\"%_", "🦏 water", "ward:*"])
def test_signs_of_a_query_language_are_words_or_nothing(khanya: Municipality, typed: str) -> None:
    search(typed, khanya)


def test_the_statements_do_not_grow_with_what_is_found(
    khanya: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        write_page(khanya, NewsPage, f"Harvest {number}")
        with django_assert_num_queries(2):  # which pages are not open to everybody; the pages
            assert len(search("harvest", khanya).pages) == number + 1
    with django_assert_num_queries(4):  # and the words that are like it, and the pages with those
        assert len(search("harvset", khanya).pages) == 3
