"""Editors are told which of their pages name wards that new boundaries took away."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import NewsPage
from cms.queries.gone_wards import PagesOfGoneWards
from engagement.enums import Role
from tests.cms.sites import AT, SiteCast
from tests.cms.workspace.conftest import OTHER, OWN
from tests.cms.workspace.towns import Town
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_of
from wards.models import Ward

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=2)


@pytest.fixture
def heir(site: SiteCast, time_machine) -> Ward:
    """The one ward that there is after other boundaries counted."""
    time_machine.move_to(AT, tick=False)
    return site.redraw()


def editor_of(site: SiteCast, role: Role = Role.EDITOR) -> Client:
    return browser_of(make_staff(site.municipality, role))


def titles(site: SiteCast) -> list[str]:
    user = make_staff(site.municipality, Role.EDITOR)
    return [row.title for row in PagesOfGoneWards(user, at=timezone.now())[:50]]


def test_only_what_is_live_and_not_over_and_names_a_ward_that_is_gone_is_told(
    site: SiteCast,
    heir: Ward,
    time_machine,
) -> None:
    gone = [site.cast.ward.code]
    site.meeting(title="Ahead", ward_codes=gone)
    assert titles(site) == []
    site.meeting(title="Over", ward_codes=gone, starts_at=AT - timedelta(days=1))
    site.meeting(title="For all")
    site.meeting(title="Of today", ward_codes=[heir.code])
    site.meeting(title="Draft", ward_codes=gone).unpublish()
    site.notice(title="Long", ward_codes=[heir.code, *gone], ends_at=AT + timedelta(days=9))
    site.notice(title="Ended", ward_codes=gone)
    site.news(title="News", ward_codes=gone)
    site.document(title="Plan", ward_codes=gone)
    time_machine.move_to(LATER, tick=False)
    assert titles(site) == ["Long", "Ahead", "News", "Plan"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_the_home_of_the_workspace_counts_them_and_leads_to_each(
    site: SiteCast,
    heir: Ward,
    time_machine,
    role: Role,
) -> None:
    time_machine.move_to(LATER, tick=False)
    browser = editor_of(site, role)
    assert "no longer exist" not in browser.get("/admin/").text
    page = site.meeting(title="Ahead", ward_codes=[site.cast.ward.code])
    assert "1 page names a ward that no longer exists" in browser.get("/admin/").text
    for number in range(6):
        site.news(title=f"News {number}", ward_codes=[site.cast.ward.code])
    home = browser.get("/admin/").text
    assert "7 pages name wards that no longer exist" in home
    assert f'<a href="/admin/pages/{page.pk}/edit/">Ahead</a>' in home
    assert "Meeting. Gone: KHA-001." in home
    assert '<a href="/admin/gone-wards/">2 more</a>' in home
    every = browser.get("/admin/gone-wards/").text
    assert every.count("/edit/") == 7
    assert browser.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert "KHA-001: no longer a ward" in browser.get(f"/admin/pages/{page.pk}/edit/").text


def test_where_there_is_none_the_list_says_so(site: SiteCast, heir: Ward) -> None:
    assert "Every page names wards of today." in editor_of(site).get("/admin/gone-wards/").text


def test_how_many_there_are_changes_nothing_of_what_is_asked(
    site: SiteCast,
    heir: Ward,
    time_machine,
) -> None:
    time_machine.move_to(LATER, tick=False)
    browser = editor_of(site)
    asked = []
    for _round in range(2):
        for number in range(3):
            site.news(title=f"News {number}", ward_codes=[site.cast.ward.code])
        for path in ("/admin/", "/admin/gone-wards/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as statements:
                browser.get(path)
            asked.append((path, len(statements)))
    assert asked[:2] == asked[2:]


def test_each_sees_those_of_their_own_municipality(own: Town, other: Town) -> None:
    for town in (own, other):
        NewsPage.objects.filter(pk=town.live.pk).update(ward_codes=["GONE-1"])
    shown = own.browser("editor").get("/admin/gone-wards/").text
    assert f"{OWN} live" in shown
    assert OTHER not in shown
    assert OTHER not in own.browser("publisher").get("/admin/").text
    both = browser_of(get_user_model().objects.create_superuser("operator@example.org")).get("/admin/gone-wards/").text
    assert f"{OWN} live" in both
    assert f"{OTHER} live" in both


def test_whoever_writes_no_pages_has_no_such_list(own: Town) -> None:
    clerk = browser_of(make_staff(own.municipality, Role.MODERATOR))
    NewsPage.objects.filter(pk=own.live.pk).update(ward_codes=["GONE-1"])
    assert "no longer exist" not in clerk.get("/admin/").text
    assert clerk.get("/admin/gone-wards/").status_code == 404
