"""Each is shown the guides of their own work first, and may read the others."""

import re

import pytest
from django.test import Client

from cms.guides import ANSWERING, BOUNDARIES, GUIDES, MODERATION
from engagement.enums import Role
from tests.engagement.cast import make_councillor, make_municipality, make_staff, make_user, make_ward
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


def staff(*roles: Role) -> Client:
    return browser_of(make_staff(make_municipality("KHA"), *roles))


def test_the_guides_of_ones_own_work_come_first() -> None:
    own, others = staff(Role.MODERATOR).get("/admin/guide/").text.split("For the work of others")
    assert str(MODERATION.about) in own
    assert str(BOUNDARIES.title) not in own
    assert str(BOUNDARIES.title) in others


def test_the_home_of_the_workspace_leads_to_the_own_guides_alone() -> None:
    home = staff(Role.REGISTRAR).get("/admin/").text
    assert "/admin/guide/boundaries/" in home
    assert "/admin/guide/moderation/" not in home


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_shows_every_step_and_every_picture_with_what_it_shows(guide) -> None:
    page = staff(Role.AGENT).get(f"/admin/guide/{guide.name}/").text
    assert page.count("<li><p>") == len(guide.steps)
    pictures = re.findall(r'<img src="[^"]*cms/guide/([a-z-]+)\.webp"[^>]* alt="([^"]+)"', page)
    assert [name for name, _shows in pictures] == guide.pictures


def test_what_is_written_on_the_screen_stands_out_and_stays_text() -> None:
    page = staff(Role.AGENT).get("/admin/guide/moderation/").text
    assert "press <b>“Decide”</b>" in page.replace("Press", "press")
    assert "ward&#x27;s page" in page


def test_a_guide_that_does_not_exist_is_not_found() -> None:
    assert staff(Role.AGENT).get("/admin/guide/nothing/").status_code == 404


def test_at_the_desk_a_councillor_reads_how_to_answer() -> None:
    councillor = browser_of(make_councillor(make_ward(make_municipality("KHA"), 1)))
    assert "/councillor/guide/" in councillor.get("/councillor/").text
    page = councillor.get("/councillor/guide/").text
    assert str(ANSWERING.tasks[0].title) in page
    assert page.count("<li><p>") == len(ANSWERING.steps)


def test_nobody_without_a_desk_reads_the_guide_there() -> None:
    assert browser_of(make_user("resident")).get("/councillor/guide/").status_code == 403
    assert Client().get("/councillor/guide/").status_code == 302
