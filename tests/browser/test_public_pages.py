"""Every screen of the public, in each language: it keeps nobody out, fits, is light, and remembers nobody."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Response

from tests.browser.accessibility import barriers
from tests.browser.layout import misfits
from tests.browser.public_pages import LANGUAGES, PUBLIC_PAGES, PublicPage
from tests.browser.visitor import DESK, MOST_REQUESTS_A_PAGE, PHONE, Visitor

KILOBYTE = 1000
SMALLEST = {"width": 320, "height": 640}


@dataclass
class Visit:
    """Somebody's first visit to a page, and what it took."""

    shown: PublicPage
    language: str
    visitor: Visitor
    answers: list[Response]

    @property
    def kilobytes(self) -> float:
        """What was fetched, each answer compressed as a web server does."""
        return sum(len(gzip.compress(answer.body(), 6)) for answer in self.answers) / KILOBYTE


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, id=f"{each[0]}-{each[1]}") for each in product(LANGUAGES, PUBLIC_PAGES)],
)
def visit(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Visit]:
    """A page that was opened once and is looked at in many ways: one after another, tests see the same."""
    cache.clear()
    language, shown = request.param
    visitor, answers = Visitor.arriving(browser, site), []
    visitor.page.on("response", lambda answer: answers.append(answer))
    visitor.open(shown.address(language), until="networkidle")
    visitor.forgive(f"status of {shown.status}")
    yield Visit(shown, language, visitor, answers)
    visitor.context.close()
    assert visitor.complaints == []


def test_a_page_is_the_one_that_was_asked_for(visit: Visit) -> None:
    assert visit.visitor.answer.status == visit.shown.status
    assert visit.visitor.page.locator("html").get_attribute("lang") == visit.language


def test_a_page_is_light(visit: Visit) -> None:
    page = visit.visitor.page
    assert 1 < visit.kilobytes <= visit.shown.kilobytes
    assert len(visit.visitor.requests) <= MOST_REQUESTS_A_PAGE
    assert not any("leaflet" in address for address in visit.visitor.requests)
    assert page.locator("link[rel~=prefetch], link[rel~=preload], link[rel~=preconnect]").count() == 0
    assert page.evaluate("[...document.fonts].length") == 0


def test_a_page_without_a_form_sets_no_cookie_and_is_the_same_for_everybody(visit: Visit) -> None:
    cookies = {cookie["name"] for cookie in visit.visitor.context.cookies()}
    varies = visit.visitor.answer.all_headers().get("vary", "").lower()
    assert cookies <= ({"csrftoken"} if visit.shown.asks else set())
    assert ("cookie" in varies) == (visit.shown.asks or visit.shown.personal)


def test_a_page_keeps_nobody_out(visit: Visit) -> None:
    assert barriers(visit.visitor.page) == []


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_no_word_of_a_page_is_cut(visit: Visit, screen: dict[str, int]) -> None:
    visit.visitor.page.set_viewport_size(screen)
    assert misfits(visit.visitor.page) == []


def test_no_page_is_wider_than_the_smallest_phone(visit: Visit) -> None:
    visit.visitor.page.set_viewport_size(SMALLEST)
    assert visit.visitor.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
