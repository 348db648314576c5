"""A page that only shows sets no cookie and is the same for everybody, so that caches between people may keep it."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.models import (
    DocumentPage,
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
from engagement.enums import Role
from engagement.models import User
from engagement.services.people import appoint_staff
from tests.cms.planted_sites import plant_site, visitor_of, write_document, write_page
from tests.wards.factories import CouncillorTermFactory, make_grid, point_in
from wards.models import Municipality, Ward

SHOWING = [
    "/",
    "/wards/",
    "/wards/?q=thutong",
    "/wards/{code}/",
    "/wards/{code}/concerns/",
    "/wards/{code}/concerns/?page=2",
    "/wards/{code}/concerns/?state=waiting",
    "/wards/in/{municipality}/",
    "/wards/map/",
    "/wards/find.json?lat={lat}&lon={lon}",
    "/wards/outlines/{municipality}.json",
    "/search/",
    "/search/?q=water",
    "/how-your-data-is-kept/",
    "/track/",
    "/track/?reference=nonsense",
    "/nowhere/",
    "/wards/NOWHERE/",
    "/healthz",
]
SECTIONS = [
    "/",
    "/wards/",
    "/wards/{code}/",
    "/news/",
    "/notices/",
    "/meetings/",
    "/documents/",
    "/services/",
]
SITE = [
    *SECTIONS,
    "/news/a-newspage/",
    "/notices/a-noticepage/",
    "/meetings/an-eventpage/",
    "/documents/a-documentpage/",
    "/services/a-servicepage/",
    "/a-plainpage/",
    "/nowhere/",
]


@pytest.fixture
def ward(db: None) -> Ward:
    """One of four wards, with a councillor."""
    ward = make_grid(2, 2)[0]
    CouncillorTermFactory(ward=ward)
    return ward


@pytest.fixture
def site(ward: Ward) -> Municipality:
    """The ward's municipality with a site of its own, and a page of each kind on it."""
    municipality = plant_site(ward.municipality, "khanya.example.org")
    keep_ward_pages(municipality=municipality, at=timezone.now())
    write_page(municipality, NewsPage, "A newspage")
    write_page(municipality, ServicePage, "A servicepage")
    write_document(municipality, "A documentpage")
    home = homes_of(municipality).get(locale__language_code="en")
    times = {"starts_at": timezone.now(), "ends_at": timezone.now() + timedelta(days=1)}
    _below(home, NoticeIndexPage).add_child(instance=NoticePage(title="A noticepage", **times))
    _below(home, EventIndexPage).add_child(instance=EventPage(title="An eventpage", place="Hall", **times))
    home.add_child(instance=PlainPage(title="A plainpage"))
    return municipality


def _below(home: Page, kind: type[Page]) -> Page:
    return kind.objects.descendant_of(home).get()


def address(pattern: str, ward: Ward) -> str:
    point = point_in(ward)
    names = {"code": ward.code, "municipality": ward.municipality.key}
    return pattern.format(**names, lat=round(point.y, 6), lon=round(point.x, 6))


def varies_by(answer: HttpResponse) -> set[str]:
    return {name.strip().lower() for name in answer.get("Vary", "").split(",")}


def keeps_to_itself(answer: HttpResponse, pattern: str) -> None:
    assert answer.status_code in ({404} if "nowhere" in pattern.lower() else {200}), pattern
    assert dict(answer.cookies) == {}
    assert "cookie" not in varies_by(answer)
    assert "accept-language" not in varies_by(answer)


@pytest.mark.parametrize("pattern", SHOWING)
def test_a_page_that_only_shows_sets_no_cookie(client: Client, ward: Ward, pattern: str) -> None:
    keeps_to_itself(client.get(address(pattern, ward)), pattern)


@pytest.mark.parametrize("pattern", SHOWING)
def test_it_says_the_same_to_somebody_who_is_signed_in(client: Client, ward: Ward, pattern: str) -> None:
    stranger = client.get(address(pattern, ward)).content
    client.force_login(User.objects.create_user("nomsa@example.org"))
    answer = client.get(address(pattern, ward))
    assert answer.content == stranger
    assert dict(answer.cookies) == {}


def test_each_kind_of_page_of_a_site_sets_no_cookie_and_has_an_etag(site: Municipality, ward: Ward) -> None:
    kinds = {type(page) for page in Page.objects.descendant_of(site.site.root_page, inclusive=True).specific()}
    assert {HomePage, NewsPage, NoticePage, EventPage, DocumentPage, ServicePage, PlainPage} <= kinds
    visitor = visitor_of(site)
    for pattern in [*SITE, *(f"/zu{section}" for section in SECTIONS)]:
        path = address(pattern, ward)
        answer = visitor.get(path)
        keeps_to_itself(answer, pattern)
        if answer.status_code == 200:
            assert answer["Cache-Control"] == "max-age=60, public", path
            assert answer["Vary"] == "Accept-Encoding", path
            again = visitor.get(path, headers={"If-None-Match": answer["ETag"]})
            assert (again.status_code, again.content) == (304, b""), path


def test_they_say_the_same_to_an_editor_who_is_signed_in(site: Municipality, ward: Ward) -> None:
    editor, stranger = visitor_of(site), visitor_of(site)
    editor.force_login(User.objects.create_superuser("root@example.org", "a long enough password"))
    for pattern in SITE:
        path = address(pattern, ward)
        answer = editor.get(path)
        assert answer.content == stranger.get(path).content, path
        keeps_to_itself(answer, pattern)


def test_a_page_of_a_site_is_only_read(site: Municipality) -> None:
    visitor = visitor_of(site)
    assert {visitor.post(path).status_code for path in ("/", "/news/", "/news/a-newspage/")} == {405}


def test_a_page_with_a_form_sets_one_cookie_against_forged_requests(client: Client, ward: Ward) -> None:
    office = User.objects.create_user("office@example.org")
    appoint_staff(user=office, municipality=ward.municipality, roles=[Role.SPEAKERS_OFFICE])
    answer = client.get(f"/wards/{ward.code}/raise/")
    assert answer.status_code == 200
    assert list(answer.cookies) == ["csrftoken"]
    assert "cookie" in varies_by(answer)
