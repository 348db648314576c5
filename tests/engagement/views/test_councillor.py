"""/councillor/: what waits, and answering it."""

import re
from datetime import timedelta

import pytest
import time_machine

from engagement.enums import ConcernStatus, Outcome
from engagement.models import Case
from engagement.services.answers import answer_concern
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_user
from tests.engagement.sessions import browser_of, browser_with_grant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def address(case: Case) -> str:
    return f"/councillor/cases/{case.reference}/"


def filled(**answers: str) -> dict[str, str]:
    return {
        "text": "The lamps come on Friday.",
        "outcome": "answered",
        "readers": "everyone",
        "key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f222",
    } | answers


def test_the_desk_lists_what_waits_with_the_days_left_and_names_nobody(cast: Cast) -> None:
    cast.confirmed(subject="Newer", at=NOW)
    cast.confirmed(subject="Older", at=NOW - timedelta(days=7))
    page = browser_of(cast.councillor).get("/councillor/").content.decode()
    assert "2 residents wait" in page
    assert page.index("Older") < page.index("Newer")
    assert "5 working days left" in page
    assert NAME not in page
    assert EMAIL not in page


def test_an_empty_desk_says_so(cast: Cast) -> None:
    assert "Nobody waits for an answer" in browser_of(cast.councillor).get("/councillor/").content.decode()


def test_a_councillor_without_a_ward_today_is_told(cast: Cast) -> None:
    cast.ward.terms.all().delete()
    assert "You hold no ward today" in browser_of(cast.councillor).get("/councillor/").content.decode()


def test_answering_once_moves_the_case_and_shows_the_answer(cast: Cast) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.councillor)
    assert browser.post(address(case), filled())["Location"] == address(case)
    case.refresh_from_db()
    assert case.status == ConcernStatus.ANSWERED
    page = browser.get(address(case)).content.decode()
    assert "The lamps come on Friday." in page
    assert "<textarea" not in page
    assert "Answered lately" in browser.get("/councillor/").content.decode()


def test_the_desk_counts_those_who_wait_and_lists_what_is_followed_up_apart(cast: Cast) -> None:
    cast.confirmed(subject="Waits")
    followed = cast.confirmed(subject="Followed up", text="Another matter.")
    browser = browser_of(cast.councillor)
    browser.post(address(followed), filled(outcome="referred"))
    page = browser.get("/councillor/").content.decode()
    assert "1 resident waits" in page
    assert page.index("Waits") < page.index("being followed up") < page.index("Followed up</a>")


@pytest.mark.parametrize(("outcome", "stays_open"), [("answered", False), ("referred", True)])
def test_the_page_says_once_that_the_answer_was_sent(cast: Cast, outcome: str, stays_open: bool) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.councillor)
    browser.post(address(case), filled(outcome=outcome))
    page = browser.get(address(case)).content.decode()
    assert "Your answer was sent to the resident." in page
    assert ("The concern stays open" in page) == stays_open
    assert "Your answer was sent" not in browser.get(address(case)).content.decode()


@pytest.mark.parametrize(("readers", "is_marked"), [("resident", True), ("everyone", False)])
def test_an_answer_for_the_resident_alone_says_so_to_both(cast: Cast, readers: str, is_marked: bool) -> None:
    case = cast.published()
    browser = browser_of(cast.councillor)
    browser.post(address(case), filled(readers=readers))
    assert ("Only the resident can read this answer." in browser.get(address(case)).content.decode()) == is_marked
    theirs = browser_with_grant(case, NOW + timedelta(hours=1)).get(f"/track/{case.reference}/").content.decode()
    assert filled()["text"] in theirs
    assert ("Only you can read this answer." in theirs) == is_marked


def test_an_answer_given_late_says_by_how_much(cast: Cast, now: object) -> None:
    case = cast.confirmed(at=NOW - timedelta(days=15))
    browser = browser_of(cast.councillor)
    browser.post(address(case), filled())
    assert "Answered 1 working day late" in browser.get(address(case)).content.decode()


def test_a_form_with_a_mistake_can_be_gone_back_to(cast: Cast) -> None:
    answer = browser_of(cast.councillor).post(address(cast.confirmed()), filled(text=""))
    assert "There is a problem" in answer.content.decode()
    assert "no-store" not in answer["Cache-Control"]
    assert "Cookie" not in answer["Vary"], "sending it at last may begin a session"


def test_following_up_leaves_room_for_the_next_answer(cast: Cast) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.councillor)
    browser.post(address(case), filled(outcome="referred"))
    assert "<textarea" in browser.get(address(case)).content.decode()
    browser.post(address(case), filled(text="It is done.", key="5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f333"))
    assert list(case.events.values_list("kind", flat=True)).count("answered") == 2


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"text": ""}, "Write an answer"),
        ({"outcome": ""}, "Choose what your answer amounts to"),
        ({"readers": ""}, "Choose who may read your answer"),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_is_kept(cast: Cast, answers: dict[str, str], error: str) -> None:
    case = cast.confirmed()
    page = browser_of(cast.councillor).post(address(case), filled(**answers)).content.decode()
    assert page.count(error) == 2
    assert filled(**answers)["text"] in page
    assert case.events.count() == 2


def test_a_private_concern_is_answered_to_the_resident_alone(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    browser = browser_of(cast.councillor)
    assert 'name="readers"' not in browser.get(address(case)).content.decode()
    browser.post(address(case), filled(readers="everyone"))
    assert case.events.last().visibility == "resident"


def test_who_answered_in_another_window_is_told_and_keeps_the_words(cast: Cast) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.councillor)
    key = re.search(r'name="key" value="([^"]+)"', browser.get(address(case)).content.decode())[1]
    answer_concern(
        case=case, text="First.", outcome=Outcome.ANSWERED, is_public=False, key="b", by=cast.councillor, at=NOW
    )
    page = browser.post(address(case), filled(text="Second.", key=key)).content.decode()
    assert "This was answered meanwhile" in page
    assert "Second." in page
    assert list(case.events.values_list("kind", flat=True)).count("answered") == 1


def test_what_lies_in_another_ward_is_not_found(cast: Cast) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.other_councillor)
    assert browser.get(address(case)).status_code == 404
    assert browser.post(address(case), filled()).status_code == 404
    assert browser_of(cast.councillor).get(address(case)).status_code == 200


def test_what_was_not_confirmed_is_not_on_the_desk(cast: Cast) -> None:
    case = cast.raised()
    browser = browser_of(cast.councillor)
    assert case.concern.subject not in browser.get("/councillor/").content.decode()
    assert browser.get(address(case)).status_code == 404


@pytest.mark.parametrize("who", ["moderator", "resident"])
def test_the_desk_is_for_those_who_answer(cast: Cast, who: str) -> None:
    user = make_user("resident") if who == "resident" else getattr(cast, who)
    assert browser_of(user).get("/councillor/").status_code == 403


def test_the_desk_takes_the_same_statements_for_one_and_for_many(cast: Cast, django_assert_num_queries: object) -> None:
    browser = browser_of(cast.councillor)
    for count in (1, 3):
        for number in range(count):
            cast.confirmed(email=f"{count}-{number}@example.org")
        host, desk = 2, 19
        with django_assert_num_queries(host + desk):
            browser.get("/councillor/")
