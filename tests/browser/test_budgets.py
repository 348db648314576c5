"""Each page is light, remembers nobody, and fits the smallest phone."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import MOST_REQUESTS_A_PAGE, Visitor

PUBLIC_PAGES = [
    "/",
    "/demo/",
    "/wards/",
    "/wards/?q=tutong+libary",
    "/wards/map/?in=ZZ-ZZ001",
    "/wards/in/ZZ-ZZ001/",
    "/wards/ZZ001-003/",
    "/track/",
]


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_public_page_is_light_and_sets_no_cookie(visitor: Visitor, path: str) -> None:
    visitor.open(path, until="networkidle")
    assert len(visitor.requests) <= MOST_REQUESTS_A_PAGE
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_no_page_is_wider_than_a_phone(new_visitor: Callable[..., Visitor], path: str) -> None:
    page = new_visitor(viewport={"width": 320, "height": 640}).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
