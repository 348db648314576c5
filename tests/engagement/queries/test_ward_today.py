"""A case keeps the ward it was opened in, and shows today's beside it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.gis.geos import MultiPolygon, Point
from django.test import Client

from engagement.models import Case
from engagement.queries.cases import moved_to, ward_today
from engagement.services.links import confirm_token
from tests.engagement.cast import NOW, Cast
from tests.engagement.queries.test_people import AFTER, redraw
from tests.engagement.sessions import browser_of
from wards.models import Activation

pytestmark = pytest.mark.django_db

LATER = NOW + (AFTER - NOW.date())


def test_while_its_ward_counts_it_lies_there(cast: Cast) -> None:
    case = cast.confirmed()
    assert ward_today(case, NOW) == cast.ward
    assert moved_to(case, NOW) is None


def test_once_boundaries_changed_its_label_tells_the_ward(cast: Cast) -> None:
    case, new = cast.confirmed(), redraw(cast)
    assert moved_to(case, NOW) is None
    assert moved_to(case, LATER) == moved_to(case, AFTER) == new
    assert Case.objects.get(pk=case.pk).ward == cast.ward


def test_a_place_on_the_map_tells_it_before_the_label_does(cast: Cast) -> None:
    case, new = cast.confirmed(point=Point(12.2, -49.2, srid=4326)), redraw(cast)
    assert new.boundary.covers(case.point)
    new.boundary = MultiPolygon(new.boundary.buffer(-0.4), srid=4326)
    new.save()
    assert new.boundary.covers(cast.ward.label_point)
    assert moved_to(case, AFTER) is None
    assert ward_today(case, AFTER) is None


def test_where_no_ward_counts_any_more_there_is_none(cast: Cast) -> None:
    case = cast.confirmed()
    Activation.objects.filter(municipality=cast.municipality).update(in_force=(date(2020, 1, 1), NOW.date()))
    assert ward_today(case, NOW) is None


def test_story_and_desk_show_it_where_it_differs(client: Client, cast: Cast) -> None:
    case, new = cast.published(), redraw(cast)
    story, desk = f"/track/{case.reference}/", f"/councillor/cases/{case.reference}/"
    with time_machine.travel(NOW, tick=False):
        assert "Boundaries have changed" not in client.get(story).content.decode()
    with time_machine.travel(LATER, tick=False):
        for page in (client.get(story), browser_of(cast.councillor).get(desk)):
            assert "Opened in Ward 1. Boundaries have changed: today that place lies in Ward 9" in page.content.decode()
            assert new.get_absolute_url() in page.content.decode()


def test_an_expired_link_leads_to_writing_in_todays_ward(client: Client, cast: Cast) -> None:
    at = LATER - timedelta(days=8)
    case = cast.raised(at=at)
    new = redraw(cast)
    with time_machine.travel(LATER, tick=False):
        page = client.post(f"/track/confirm/{confirm_token(case)}/").content.decode()
        again = f"/wards/{new.code}/raise/?in={cast.municipality.key}"
        assert again in page
        assert client.get(again).status_code == 200
