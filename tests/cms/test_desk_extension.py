"""What the site tells a desk of its ward: meetings, and notices beside the map; and its figures on its own host."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from cms.desk_extension import EXTENSION, last_meeting, layers, meetings
from cms.enums import EventKind
from engagement.desk_extensions import registered
from tests.cms.sites import AT, SiteCast
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=False)


def test_it_is_registered() -> None:
    assert EXTENSION in registered()


def test_the_next_meetings_are_the_wards_and_the_whole_municipalitys(site: SiteCast) -> None:
    request = RequestFactory().get("/")
    assert meetings(request, site.cast.ward, AT) is None
    site.meeting(title="Mine", ward_codes=[site.cast.ward.code])
    site.meeting(title="Everybody's")
    site.meeting(title="Others'", ward_codes=[site.cast.other_ward.code])
    site.meeting(title="Gone", starts_at=AT - timedelta(days=9))
    drawn = meetings(request, site.cast.ward, AT)
    assert {row.title for row in drawn.rows} == {"Mine", "Everybody's"}
    assert "Everybody&#x27;s" in browser_of(site.cast.councillor).get("/councillor/ward/").content.decode()


def test_the_last_meeting_is_the_wards_own_that_took_place(site: SiteCast) -> None:
    here = [site.cast.ward.code]
    assert last_meeting(site.cast.ward, AT) is None
    site.meeting(starts_at=AT - timedelta(days=40), ward_codes=here)
    held = site.meeting(starts_at=AT - timedelta(days=20), ward_codes=here)
    site.meeting(starts_at=AT - timedelta(days=10), ward_codes=here, called_off=True)
    site.meeting(starts_at=AT - timedelta(days=9), ward_codes=here, kind=EventKind.COMMITTEE)
    site.meeting(starts_at=AT - timedelta(days=8), ward_codes=[site.cast.other_ward.code])
    site.meeting(starts_at=AT + timedelta(days=2), ward_codes=here)
    assert last_meeting(site.cast.ward, AT) == held.ends_at
    assert "since the last meeting on" in browser_of(site.cast.councillor).get("/councillor/ward/print/").text


def test_notices_that_count_now_or_soon_stand_beside_the_map(site: SiteCast) -> None:
    site.notice(title="Now", ward_codes=[site.cast.ward.code])
    site.notice(title="Soon", starts_at=AT + timedelta(days=2), ends_at=AT + timedelta(days=3))
    site.notice(title="Elsewhere", ward_codes=[site.cast.other_ward.code])
    site.notice(title="Over", starts_at=AT - timedelta(days=3), ends_at=AT - timedelta(days=2))
    [layer] = layers(RequestFactory().get("/"), site.cast.ward, AT)
    assert [place.title for place in layer.places] == ["Now", "Soon"]
    assert all(place.position is None for place in layer.places)
    page = browser_of(site.cast.councillor).get("/councillor/map/").text
    assert page.index("Notices</h2>") < page.index(">Now</a>")


def test_a_municipality_without_a_site_has_neither(site: SiteCast) -> None:
    ward = site.cast.ward
    ward.municipality.site = None
    assert meetings(RequestFactory().get("/"), ward, AT) is None
    assert last_meeting(ward, AT) is None
    assert layers(RequestFactory().get("/"), ward, AT) == []


def test_on_its_own_host_a_municipality_shows_its_figures_and_its_data(site: SiteCast) -> None:
    case = site.cast.published()
    browser = browser_of(None)
    assert site.cast.ward.title in browser.get("/answers/").text
    assert case.reference in browser.get("/answers/concerns.csv").getvalue().decode()
    assert case.reference in browser.get("/answers/concerns.json").getvalue().decode()
    assert browser.get("/zu/answers/").status_code == 200
