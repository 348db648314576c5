"""How much each page of a site asks the database where nothing is kept: little, and no more on a fuller site."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.models import (
    EventIndexPage,
    EventPage,
    HomePage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    PlainPage,
    ServicePage,
)
from cms.queries.homes import homes_of
from cms.services.ward_pages import keep_ward_pages
from tests.cms.planted_sites import plant_site, visitor_of, write_document, write_page
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db

MOST = 30
"""Statements that a page may ask for the first reader; what asks more is built in a loop."""

PATHS = [
    "/",
    "/wards/",
    "/wards/KHA001/",
    "/news/",
    "/news/a-newspage/",
    "/notices/",
    "/notices/a-noticepage/",
    "/meetings/",
    "/meetings/an-eventpage/",
    "/documents/",
    "/documents/a-documentpage/",
    "/services/",
    "/services/a-servicepage/",
    "/a-plainpage/",
    "/search/",
]


@pytest.fixture
def khanya() -> Municipality:
    """Four wards with councillors, and one page of each kind."""
    municipality = plant_site(MunicipalityFactory(code="KHA", name="Khanya"), "khanya.example.org")
    for ward in make_grid(2, 2, municipality=municipality):
        CouncillorTermFactory(ward=ward)
    keep_ward_pages(municipality=municipality, at=timezone.now())
    fill(municipality, "a", "an")
    return municipality


def fill(municipality: Municipality, *articles: str) -> None:
    """One more page of each kind, with these words before their names."""
    a, an = articles
    home = homes_of(municipality).get(locale__language_code="en")
    write_page(municipality, NewsPage, f"{a} newspage")
    write_page(municipality, ServicePage, f"{a} servicepage")
    write_document(municipality, f"{a} documentpage")
    times = {"starts_at": timezone.now(), "ends_at": timezone.now() + timedelta(days=1)}
    _below(home, NoticeIndexPage).add_child(
        instance=NoticePage(title=f"{a} noticepage", ward_codes=["KHA001"], **times)
    )
    event = EventPage(title=f"{an} eventpage", place="Hall", ward_codes=["KHA001"], **times)
    _below(home, EventIndexPage).add_child(instance=event)
    HomePage.objects.get(pk=home.pk).add_child(instance=PlainPage(title=f"{a} plainpage"))


def _below(home: Page, kind: type[Page]) -> Page:
    return kind.objects.descendant_of(home).get()


def statements(municipality: Municipality, path: str) -> int:
    """How many statements a page asks once what is looked up once a process is known."""
    visitor = visitor_of(municipality)
    assert visitor.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as asked:
        visitor.get(path)
    return len(asked)


def test_each_page_asks_few_and_no_more_on_a_fuller_site(khanya: Municipality) -> None:
    before = {path: statements(khanya, path) for path in PATHS}
    assert {path: count for path, count in before.items() if count > MOST} == {}
    for number in range(3):
        fill(khanya, f"{number} a", f"{number} an")
    make_grid(3, 3, municipality=MunicipalityFactory(code="OTH"), origin=(-20.0, -30.0))
    after = {path: statements(khanya, path) for path in PATHS}
    assert after == before
