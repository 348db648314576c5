"""/admin/moderation/: what waits, and deciding it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagement.enums import Publication, PublicationRefusal, Role
from engagement.models import Case
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_staff
from tests.engagement.sessions import browser_of, browser_with_grant

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


def test_the_menu_leads_there_for_moderators_and_those_who_decide_appeals(cast: Cast) -> None:
    link = "/admin/moderation/"
    clerk = make_staff(cast.municipality, Role.CLERK)
    shown = [link in browser_of(user).get("/admin/").content.decode() for user in (cast.moderator, cast.speaker, clerk)]
    assert shown == [True, True, False]


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


def test_what_was_published_says_who_decided_and_leads_to_taking_it_down(cast: Cast) -> None:
    case = cast.published()
    page = browser_of(cast.moderator).get(address(case)).content.decode()
    assert f"Shown to everyone. Decided by {cast.moderator} on Monday 2 March 2026, 09:00." in page
    assert withdrawing(case) in page


def test_what_was_refused_is_listed_says_who_decided_and_why_and_can_be_shown_after_all(cast: Cast) -> None:
    case = cast.confirmed(subject="Refused here")
    browser = browser_of(cast.moderator)
    browser.post(address(case), {"decision": "advert"})
    assert "/admin/moderation/refused/" in browser.get("/admin/moderation/").content.decode()
    assert address(case) in browser.get("/admin/moderation/refused/").content.decode()
    stranger = browser_of(cast.stranger_moderator)
    assert "Refused here" not in stranger.get("/admin/moderation/refused/").content.decode()
    page = browser.get(address(case)).content.decode()
    assert f"Decided by {cast.moderator} on Monday 2 March 2026, 09:00. It advertises something." in page
    assert "Tick that everyone may read it" in browser.post(address(case), {"after_all": "1"}).content.decode()
    case.refresh_from_db()
    assert case.publication == Publication.REFUSED
    assert stranger.post(address(case), {"after_all": "1", "sure": "on"}).status_code == 404
    browser.post(address(case), {"after_all": "1", "sure": "on"})
    case.refresh_from_db()
    assert case.publication == Publication.PUBLISHED


def test_a_second_decision_from_an_old_page_changes_nothing_and_says_so(cast: Cast) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.moderator)
    browser.post(address(case), {"decision": "advert"})
    page = browser.post(address(case), {"decision": "publish"}).content.decode()
    assert "Somebody has decided this already" in page
    case.refresh_from_db()
    assert case.publication == Publication.REFUSED


def test_what_was_taken_down_says_by_whom_and_is_not_shown_again(cast: Cast) -> None:
    case = cast.published()
    browser = browser_of(cast.moderator)
    browser.post(withdrawing(case), {"reason": "accuses"})
    assert browser.get(withdrawing(case))["Location"] == address(case)
    page = browser.get(address(case)).content.decode()
    assert f"Taken down by {cast.moderator} on" in page
    assert "Show it after all" not in page
    assert address(case) in browser.get("/admin/moderation/refused/").content.decode()


def test_another_municipalitys_moderator_finds_nothing(cast: Cast) -> None:
    case = cast.confirmed(subject="Held here")
    browser = browser_of(cast.stranger_moderator)
    assert "Held here" not in browser.get("/admin/moderation/").content.decode()
    assert browser.post(address(case), {"decision": "publish"}).status_code == 404
    case.refresh_from_db()
    assert case.publication == Publication.HELD


def withdrawing(case: Case) -> str:
    return f"{address(case)}withdraw/"


def test_what_everyone_can_read_is_taken_down_with_a_reason(client: Client, cast: Cast) -> None:
    case = cast.published(subject="Names a person")
    story = f"/track/{case.reference}/"
    moderator = browser_of(cast.moderator)
    assert "/admin/moderation/published/" in moderator.get("/admin/moderation/").content.decode()
    assert withdrawing(case) in moderator.get("/admin/moderation/published/").content.decode()
    assert "Names a person" in client.get(story).content.decode(), "there must be something to take down"

    answer = moderator.post(withdrawing(case), {"reason": "accuses"})
    assert answer["Location"] == "/admin/moderation/published/"
    gone = client.get(story)
    assert gone.status_code == 410
    assert "It accuses a person who can be recognised" in gone.content.decode()
    assert "Names a person" not in gone.content.decode()
    assert case.concern.text not in gone.content.decode()
    assert "Names a person" not in client.get(f"/wards/{cast.ward.code}/").content.decode()
    assert "Names a person" in browser_of(cast.councillor).get("/councillor/").content.decode(), "an answer is owed"
    own = browser_with_grant(case, NOW + timedelta(hours=1)).get(story).content.decode()
    assert "Names a person" in own
    assert "It accuses a person who can be recognised" in own


def test_the_words_go_too_where_the_moderator_says_so(cast: Cast) -> None:
    case = cast.published(subject="Names a person")
    browser_of(cast.moderator).post(withdrawing(case), {"reason": "personal_data", "erase_words": "on"})
    desk = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    assert "The words were removed" in desk
    assert "Names a person" not in desk
    assert "Eleven poles" not in desk


def test_taking_down_needs_a_reason(cast: Cast) -> None:
    case = cast.published()
    page = browser_of(cast.moderator).post(withdrawing(case), {}).content.decode()
    assert "Choose why it is taken down" in page
    case.refresh_from_db()
    assert case.publication == Publication.PUBLISHED


def test_another_municipalitys_moderator_takes_nothing_down(cast: Cast) -> None:
    case = cast.published()
    assert browser_of(cast.stranger_moderator).post(withdrawing(case), {"reason": "advert"}).status_code == 404
    case.refresh_from_db()
    assert case.publication == Publication.PUBLISHED


def test_a_reference_that_was_never_public_says_nothing_of_itself(client: Client, cast: Cast) -> None:
    for case in (cast.confirmed(), cast.confirmed(is_public=False, email="b@example.org")):
        assert client.get(f"/track/{case.reference}/").status_code == 302


def test_the_published_list_takes_the_same_statements_for_one_and_for_many(cast: Cast) -> None:
    browser, taken = browser_of(cast.moderator), set()
    browser.get("/admin/moderation/published/")
    for count in (1, 3):
        for number in range(count):
            cast.published(email=f"{count}-{number}@example.org")
        with CaptureQueriesContext(connection) as captured:
            browser.get("/admin/moderation/published/")
        taken.add(len(captured))
    assert len(taken) == 1
