"""The layout bears languages whose words are 40 % longer than those of English, on a phone and on a desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.layout import misfits
from tests.browser.lengthening import lengthen, lengthened_words
from tests.browser.public_pages import PUBLIC_PAGES
from tests.browser.steps import press_through
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]

SCREENS = (PHONE, DESK)


@pytest.fixture
def longer_words() -> Iterator[None]:
    with lengthened_words():
        yield


def test_no_word_is_cut_where_words_are_longer(visitor: Visitor, longer_words: None) -> None:
    assert visitor.open("/wards/").get_by_role("heading", name="Findfi youryo wardwa").is_visible()
    found = {}
    for public_page in PUBLIC_PAGES:
        page = visitor.open(public_page.address())
        visitor.forgive(f"status of {public_page.status}")
        for screen in SCREENS:
            page.set_viewport_size(screen)
            found[f"{public_page} at {screen['width']}"] = misfits(page)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_the_pages_that_are_looked_at_in_isizulu_are_in_isizulu(visitor: Visitor) -> None:
    assert visitor.open("/zu/wards/").get_by_role("heading", name="Thola iwadi yakho").is_visible()


@pytest.mark.parametrize("viewport", SCREENS, ids=["phone", "desk"])
def test_what_is_wrong_with_a_form_is_not_cut_either(
    new_visitor: MakeVisitor, longer_words: None, viewport: Any
) -> None:
    page = new_visitor(viewport=viewport).open("/wards/ZZ001-003/raise/")
    press_through(page, "Continueco")
    assert page.get_by_role("alert").is_visible()
    assert misfits(page) == []


def test_a_page_with_a_word_that_does_not_fit_is_noticed(visitor: Visitor) -> None:
    page = visitor.open("/wards/")
    page.evaluate("document.querySelector('h1').style.cssText = 'width: 3rem; overflow-wrap: normal'")
    assert any("h1" in fault for fault in misfits(page))
    page.evaluate("document.querySelector('h1').style.cssText = 'height: 1rem; overflow: hidden'")
    assert any("cut off" in fault for fault in misfits(page))


def test_a_longer_sentence_keeps_its_placeholders() -> None:
    assert lengthen("Ward %(number)s of <b>%(name)s</b>") == "Wardwa %(number)s ofo <b>%(name)s</b>"
    assert lengthen("Enter it, like name@example.org") == "Enteren iti, likeli name@example.org"
