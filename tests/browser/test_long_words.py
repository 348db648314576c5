"""The layout bears other languages: words 40 % longer than English, and isiZulu, on a phone and on a desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from engagement.models import Case
from tests.browser.accessibility import barriers
from tests.browser.layout import misfits
from tests.browser.lengthening import lengthen, lengthened_words
from tests.browser.steps import press_through
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]

PAGES = [
    "/",
    "/wards/",
    "/wards/?q=tutong+libary",
    "/wards/?q=nowhere+at+all",
    "/wards/map/?in=ZZ-ZZ001",
    "/wards/in/ZZ-ZZ001/",
    "/wards/ZZ001-003/",
    "/wards/ZZ001-008/",
    "/wards/ZZ001-003/raise/",
    "/wards/ZZ002-001/raise/",
    "/track/",
    "/search/",
    "/search/?q=library",
    "/search/?q=nothing+like+it",
    "/news/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no-such-page/",
    "/wards/ZZ001-099/",
]
WIDTHS = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.fixture
def longer_words() -> Iterator[None]:
    with lengthened_words():
        yield


def story() -> str:
    return f"/track/{Case.objects.get(concern__subject='Library closed on Saturdays').reference}/"


def faults(visitor: Visitor, paths: list[str], look: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    found = {path: look(visitor.open(path)) for path in paths}
    visitor.forgive("404 (Not Found)")
    return {path: each for path, each in found.items() if each}


@pytest.mark.parametrize("viewport", WIDTHS)
def test_no_word_is_cut_where_words_are_longer(new_visitor: MakeVisitor, longer_words: None, viewport: Any) -> None:
    visitor = new_visitor(viewport=viewport)
    assert visitor.open("/wards/").get_by_role("heading", name="Findfi youryo wardwa").is_visible()
    assert faults(visitor, [*PAGES, story()], misfits) == {}


@pytest.mark.parametrize("viewport", WIDTHS)
def test_no_word_is_cut_in_isizulu(new_visitor: MakeVisitor, viewport: Any) -> None:
    visitor = new_visitor(viewport=viewport)
    assert visitor.open("/zu/wards/").get_by_role("heading", name="Thola iwadi yakho").is_visible()
    assert faults(visitor, [f"/zu{path}" for path in [*PAGES, story()]], misfits) == {}


@pytest.mark.parametrize("viewport", WIDTHS)
def test_what_is_wrong_with_a_form_is_not_cut_either(
    new_visitor: MakeVisitor, longer_words: None, viewport: Any
) -> None:
    page = new_visitor(viewport=viewport).open("/wards/ZZ001-003/raise/")
    press_through(page, "Sendse")
    assert page.get_by_role("alert").is_visible()
    assert misfits(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_in_isizulu_keeps_anybody_out(new_visitor: MakeVisitor, scheme: str) -> None:
    visitor = new_visitor(color_scheme=scheme)
    assert faults(visitor, [f"/zu{path}" for path in [*PAGES, story()]], barriers) == {}


def test_a_page_with_a_word_that_does_not_fit_is_noticed(visitor: Visitor) -> None:
    page = visitor.open("/wards/")
    page.evaluate("document.querySelector('h1').style.cssText = 'width: 3rem; overflow-wrap: normal'")
    assert any("h1" in fault for fault in misfits(page))
    page.evaluate("document.querySelector('h1').style.cssText = 'height: 1rem; overflow: hidden'")
    assert any("cut off" in fault for fault in misfits(page))


def test_a_longer_sentence_keeps_its_placeholders() -> None:
    assert lengthen("Ward %(number)s of <b>%(name)s</b>") == "Wardwa %(number)s ofo <b>%(name)s</b>"
    assert lengthen("Enter it, like name@example.org") == "Enteren iti, likeli name@example.org"
