"""The pieces of the design keep nobody out, in any scheme and with longer words; nor do the pages that stand alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cms.demo.accounts import EDITOR
from cms.views.away import maintenance_pages, pages_alone
from cms.views.design.sheet import Scheme
from tests.browser.accessibility import faults
from tests.browser.steps import press_through, signed_in
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]
SCREENS = (PHONE, DESK)
ON_SCREEN = [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST, Scheme.DARK_CONTRAST]


def test_no_piece_keeps_anybody_out_in_any_scheme_and_with_longer_words(new_visitor: MakeVisitor) -> None:
    visitor = new_visitor(viewport=DESK)
    page = signed_in(visitor, EDITOR, "/admin/design/")
    expect(page.frame_locator(".wk-frame").get_by_role("heading", level=1)).to_have_text("The pieces of a page")
    found = {}
    for scheme in ON_SCREEN:
        for screen, look in ((PHONE, "&longer=1"), (DESK, "")) if scheme != Scheme.LIGHT else ((PHONE, ""), (DESK, "")):
            page.set_viewport_size(screen)
            visitor.open(f"/admin/design/pieces/?scheme={scheme}{look}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            here = faults(page) + ([f"{wide} px wide"] if wide > screen["width"] else [])
            found |= {f"{scheme}{look} at {screen['width']}": here} if here else {}
    assert found == {}


def answer_alone_with(page: Page, text: str) -> None:
    """Let the address /alone answer with a page that no server made."""
    page.route("**/alone", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))


@pytest.mark.parametrize("screen", SCREENS, ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["en", "zu"])
def test_a_page_that_stands_alone_keeps_nobody_out(visitor: Visitor, screen: dict[str, int], language: str) -> None:
    page = visitor.page
    page.set_viewport_size(screen)
    for name, text in {**pages_alone(), **maintenance_pages(None)}.items():
        if name.split(".")[1] != language:
            continue
        answer_alone_with(page, text)
        visitor.open("/alone")
        assert len(visitor.requests) == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.mast')).backgroundColor") == "rgb(10, 58, 73)"
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
        page.unroute("**/alone")


def test_a_phone_without_network_says_so_until_it_is_back(visitor: Visitor) -> None:
    page = visitor.open("/wards/ZZ001-003/")
    banner = page.get_by_text("No network.")
    expect(banner).to_be_hidden()
    visitor.context.set_offline(True)
    expect(banner).to_be_visible()
    visitor.context.set_offline(False)
    expect(banner).to_be_hidden()


@pytest.mark.parametrize("screen", SCREENS, ids=["phone", "desk"])
def test_what_is_pressed_can_be_seen_where_the_system_chooses_the_colours(
    new_visitor: MakeVisitor, screen: dict[str, int]
) -> None:
    page = new_visitor(viewport=screen, forced_colors="active").open("/wards/ZZ001-003/raise/")
    press_through(page, "Continue")
    for selector in (".btn", ".summary", "textarea", ".choice"):
        edge = page.locator(selector).first.evaluate("(element) => getComputedStyle(element).borderTopColor")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert edge != ground, selector


def test_a_case_prints_its_words_and_nothing_to_press(visitor: Visitor) -> None:
    page = visitor.open("/wards/ZZ001-003/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for selector in (".crumbs", ".btn", ".band", ".mast nav"):
        expect(page.locator(selector).first).to_be_hidden()
    page.emulate_media(media="screen")
