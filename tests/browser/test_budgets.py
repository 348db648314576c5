"""Each page is light, remembers nobody, and fits the smallest phone."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Response

from tests.browser.visitor import MOST_REQUESTS_A_PAGE, Visitor

KILOBYTE = 1000
BUDGETS = {
    "/": 35,
    "/demo/": 40,
    "/wards/": 60,
    "/wards/?q=tutong+libary": 60,
    "/wards/map/?in=ZZ-ZZ001": 60,
    "/wards/in/ZZ-ZZ001/": 60,
    "/wards/ZZ001-003/": 40,
    "/track/": 25,
    "/search/?q=water": 40,
    "/news/": 40,
    "/notices/": 40,
    "/meetings/": 40,
    "/documents/": 40,
    "/services/": 40,
    "/zu/": 35,
    "/zu/wards/ZZ001-003/": 40,
}
"""Kilobytes that a first visit to a page may take, compressed, before photos; a choice, see docs/performance.md."""
PUBLIC_PAGES = list(BUDGETS)
FORM_STEP = ("/wards/ZZ001-003/raise/", 30)


def weigh(visitor: Visitor, path: str) -> float:
    """Kilobytes of everything that a first visit fetches, each answer compressed as a web server does."""
    answers: list[Response] = []
    visitor.page.on("response", lambda answer: answers.append(answer))
    visitor.open(path, until="networkidle")
    return sum(len(gzip.compress(answer.body(), 6)) for answer in answers) / KILOBYTE


@pytest.mark.parametrize(("path", "budget"), BUDGETS.items())
def test_a_public_page_is_light_and_sets_no_cookie(visitor: Visitor, path: str, budget: int) -> None:
    assert 1 < weigh(visitor, path) <= budget
    assert len(visitor.requests) <= MOST_REQUESTS_A_PAGE
    assert visitor.context.cookies() == []
    assert visitor.page.locator("link[rel~=prefetch], link[rel~=preload], link[rel~=preconnect]").count() == 0
    assert visitor.page.evaluate("[...document.fonts].length") == 0


def test_a_step_of_a_form_is_light(visitor: Visitor) -> None:
    path, budget = FORM_STEP
    assert 1 < weigh(visitor, path) <= budget
    assert len(visitor.requests) <= MOST_REQUESTS_A_PAGE


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_no_page_is_wider_than_a_phone(new_visitor: Callable[..., Visitor], path: str) -> None:
    page = new_visitor(viewport={"width": 320, "height": 640}).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
