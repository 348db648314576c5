"""A real browser before the whole product: invented municipality, real server, real mail box."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import database_of_its_own, demo_running, test_database
from tests.browser.visitor import Visitor

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser, and comes when the demo is as it needs it."""
    places = [place for place, item in enumerate(items) if item.path.is_relative_to(HERE)]
    ours = sorted((items[place] for place in places), key=_turn)
    for place, item in zip(places, ours, strict=True):
        item.add_marker(pytest.mark.browser)
        items[place] = item


def _turn(item: pytest.Item) -> int:
    """Pictures are of the demo as it was loaded; guides come last, since one of them puts boundaries in force.

    The file that takes longest begins early, so that no worker waits for it at the end.
    """
    early = ("test_screens", "test_public_pages")
    if item.path.stem in early:
        return early.index(item.path.stem)
    return 3 if item.path.stem.startswith("test_guide") else 2


@pytest.fixture(scope="package")
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The address of the served demo; its database outlives each test of this folder.

    Synchronous Playwright keeps an event loop in this thread, where Django would refuse the database. Nothing here
    runs beside it in that loop, so that the refusal is lifted while the folder's tests run.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        keep = request.config.getoption("reuse_db")
        with django_db_blocker.unblock(), test_database(keep=keep), database_of_its_own(), demo_running() as address:
            yield address
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(site: str) -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_visitor(site: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Makes people; afterwards none of their browsers may have complained or asked a stranger for anything.

    Options are those of `Visitor.arriving`.
    """
    cache.clear()
    visitors: list[Visitor] = []

    def make(**options: Any) -> Visitor:
        visitors.append(Visitor.arriving(browser, site, **options))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody with a phone."""
    return new_visitor()
