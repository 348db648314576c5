"""What the worker does for the site by the clock."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from cms import tasks
from cms.celery import app
from cms.models import PlainPage
from cms.services.sites import make_site
from tests.wards.factories import make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def khanya() -> Municipality:
    municipality = make_grid(2, 1)[0].municipality
    make_site(municipality=municipality, hostname="khanya.example.org")
    municipality.refresh_from_db()
    return municipality


def planned(municipality: Municipality, **times: object) -> PlainPage:
    page = PlainPage(title="Later", slug="later", live=not times.get("go_live_at"), **times)
    municipality.site.root_page.add_child(instance=page)
    page.save_revision(approved_go_live_at=times.get("go_live_at"))
    return page


def test_a_page_goes_live_at_its_time(khanya: Municipality) -> None:
    page = planned(khanya, go_live_at=timezone.now() - timedelta(minutes=1))
    tasks.publish_scheduled()
    page.refresh_from_db()
    assert page.live


def test_a_page_ends_at_its_time(khanya: Municipality) -> None:
    page = planned(khanya, expire_at=timezone.now() - timedelta(minutes=1))
    tasks.publish_scheduled()
    page.refresh_from_db()
    assert not page.live


def test_beat_sends_only_tasks_that_there_are() -> None:
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
