"""/admin/moderation/: what waits, and deciding it."""

import pytest
import time_machine

from engagement.enums import Publication, PublicationRefusal
from engagement.models import Case
from tests.engagement.cast import EMAIL, NAME, NOW, Cast
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def address(case: Case) -> str:
    return f"/admin/moderation/{case.reference}/"


def test_the_list_shows_what_is_held_here_and_names_nobody(cast: Cast) -> None:
    cast.confirmed(subject="Held here")
    cast.confirmed(subject="Not for all", is_public=False)
    page = browser_of(cast.moderator).get("/admin/moderation/").content.decode()
    assert "Held here" in page
    assert "Not for all" not in page
    assert NAME not in page
    assert EMAIL not in page


def test_the_menu_leads_there_for_moderators_alone(cast: Cast) -> None:
    link = "/admin/moderation/"
    assert link in browser_of(cast.moderator).get("/admin/").content.decode()
    assert link not in browser_of(cast.speaker).get("/admin/").content.decode()


def test_publishing(cast: Cast) -> None:
    case = cast.confirmed()
    answer = browser_of(cast.moderator).post(address(case), {"decision": "publish"})
    assert answer["Location"] == "/admin/moderation/"
    case.refresh_from_db()
    assert case.publication == Publication.PUBLISHED


@pytest.mark.parametrize("reason", PublicationRefusal)
def test_refusing_with_a_reason(cast: Cast, reason: PublicationRefusal) -> None:
    case = cast.confirmed()
    browser_of(cast.moderator).post(address(case), {"decision": reason})
    case.refresh_from_db()
    assert (case.publication, case.events.last().payload) == (Publication.REFUSED, {"reason": reason})


def test_a_decision_must_be_made(cast: Cast) -> None:
    case = cast.confirmed()
    page = browser_of(cast.moderator).post(address(case), {}).content.decode()
    assert "Choose whether everyone may read it" in page
    case.refresh_from_db()
    assert case.publication == Publication.HELD


def test_what_was_decided_is_not_found_any_more(cast: Cast) -> None:
    assert browser_of(cast.moderator).get(address(cast.published())).status_code == 404


def test_another_municipalitys_moderator_finds_nothing(cast: Cast) -> None:
    case = cast.confirmed(subject="Held here")
    browser = browser_of(cast.stranger_moderator)
    assert "Held here" not in browser.get("/admin/moderation/").content.decode()
    assert browser.post(address(case), {"decision": "publish"}).status_code == 404
    case.refresh_from_db()
    assert case.publication == Publication.HELD
