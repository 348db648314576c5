"""The story of one's own concern: replying, judging the answer, opening it again, sharing, and who may read on."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.template.loader import get_template
from django.test import Client

from engagement.channels.email import render
from engagement.enums import ConcernStatus, EventKind, Helped, Outcome
from engagement.models import Case, Feedback, HandoverQuestion, Notification
from engagement.queries.feedback import REOPEN_WITHIN
from engagement.services.answers import answer_concern
from engagement.services.feedback import ask_whether_helped
from engagement.services.handovers import hand_over_concerns
from engagement.services.links import HANDOVER_LASTS, feedback_token
from engagement.services.questions import ask_resident
from engagement.services.sharing import share_details
from engagement.views.limits import MOST_IN_TEN_MINUTES
from engagement.views.looking import GRANT_LASTS
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_user
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.succession import take_seat, vacate

pytestmark = pytest.mark.django_db

KEY = "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f555"
WORDS = "The pole is number 7."


@pytest.fixture(autouse=True)
def now() -> Iterator[object]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def own(case: Case) -> Client:
    return browser_with_grant(case, NOW + GRANT_LASTS)


def story(case: Case) -> str:
    return f"/track/{case.reference}/"


def page(browser: Client, case: Case) -> str:
    return browser.get(story(case)).content.decode()


def answered(cast: Cast, case: Case, text: str = "The lamps come on Friday.") -> Case:
    said = {"text": text, "outcome": Outcome.ANSWERED, "is_public": False, "key": text}
    return answer_concern(case=case, by=cast.councillor, at=NOW, **said)


def link_in(template: str) -> str:
    message = render(Notification.objects.get(template=template))
    return re.search(r"https?://[^/\s]+(/track/\w+/\S+)", message.body)[1]


def test_a_reply_stands_in_the_own_story_at_the_desk_and_nowhere_else(cast: Cast) -> None:
    case = cast.published()
    browser = own(case)
    assert "never shown to everyone" in page(browser, case)
    answer = browser.post(f"{story(case)}reply/", {"text": WORDS, "key": KEY})
    assert answer["Location"] == story(case)
    shown = page(browser, case)
    assert "Sent to those who answer." in shown
    assert "You wrote" in shown
    assert WORDS in shown
    assert "Sent to those who answer." not in page(browser, case), "said once"
    assert WORDS not in page(Client(), case)
    desk = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    assert "The resident wrote" in desk
    assert WORDS in desk


def test_an_empty_reply_says_so_and_keeps_the_page(cast: Cast) -> None:
    case = cast.published()
    answer = own(case).post(f"{story(case)}reply/", {"text": " ", "key": KEY})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert shown.count("Write what you want to add") == 2
    assert 'href="#reply_text"' in shown
    assert "<title>Error:" in shown


@pytest.mark.parametrize("step", ["reply", "feedback", "reopen", "share", "decide"])
def test_nobody_else_can_do_anything_in_a_story(cast: Cast, step: str) -> None:
    case = answered(cast, cast.published())
    before = case.events.count()
    said = {"text": WORDS, "key": KEY, "helped": "no", "name": "on", "contact": "on", "agrees": "yes"}
    for browser in (Client(), browser_of(make_user("another")), browser_of(cast.councillor), browser_of(cast.speaker)):
        answer = browser.post(f"{story(case)}{step}/", said)
        assert answer["Location"] == f"{story(case)}contact/"
    assert case.events.count() == before


def test_what_was_typed_too_late_waits_behind_the_code(cast: Cast, now: object) -> None:
    case = cast.confirmed(is_public=False)
    browser = own(case)
    now.move_to(NOW + GRANT_LASTS + timedelta(seconds=1))
    sent_away = browser.post(f"{story(case)}reply/", {"text": WORDS, "key": KEY})
    assert "It waits for you behind the code." in browser.get(sent_away["Location"]).content.decode()
    session = browser.session
    session["cases_opened"] = {str(case.pk): (NOW + 2 * GRANT_LASTS).timestamp()}
    session.save()
    shown = page(browser, case)
    assert "What you typed was kept, and is not sent yet." in shown
    assert f"{WORDS}</textarea>" in shown
    browser.post(f"{story(case)}reply/", {"text": WORDS, "key": KEY})
    assert f"{WORDS}</textarea>" not in page(browser, case)
    browser.post(f"{story(case)}reply/", {"text": "", "key": KEY})
    browser.post("/track/done/")
    assert "typed_words" not in browser.session


def test_a_question_is_answered_in_the_thread(cast: Cast) -> None:
    case = cast.published()
    Case.objects.filter(pk=case.pk).update(status=ConcernStatus.ASKED)
    browser = own(case)
    assert "You were asked something" in page(browser, case)
    assert "You were asked something" not in page(Client(), case)
    browser.post(f"{story(case)}reply/", {"text": WORDS, "key": KEY})
    case.refresh_from_db()
    assert case.status == ConcernStatus.WAITING


def test_while_a_question_waits_the_promised_day_says_that_it_moves_on(cast: Cast) -> None:
    case = ask_resident(case=cast.published(), text="Which pole?", key="x", by=cast.councillor, at=NOW)
    moves = "This day moves on with each working day until {}, up to ten working days."
    assert moves.format("you reply") in page(own(case), case)
    assert moves.format("the resident replies") in page(Client(), case)
    desk = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    assert moves.format("the resident replies") in desk


def feedback(case: Case, helped: str, why: str = "") -> dict[str, object]:
    answer = case.events.filter(kind=EventKind.ANSWERED).latest("sequence")
    return {"helped": helped, "why": why, "answer": answer.sequence}


def test_what_is_said_of_one_answer_is_not_taken_for_the_next(cast: Cast) -> None:
    case = answered(cast, cast.published())
    browser, of_the_first = own(case), feedback(case, "yes", "Thank you.")
    assert f'name="answer" value="{of_the_first["answer"]}"' in page(browser, case)
    how = {"outcome": Outcome.REFERRED, "is_public": True, "by": cast.councillor, "at": NOW}
    Case.objects.filter(pk=case.pk).update(status=ConcernStatus.WAITING, closed_at=None)
    answer_concern(case=case, text="More.", key="another", **how)
    again = browser.post(f"{story(case)}feedback/", of_the_first).content.decode()
    assert "Another answer came meanwhile." in again
    assert "Thank you." in again
    assert not Feedback.objects.exists()
    assert f'name="answer" value="{feedback(case, "yes")["answer"]}"' in again


def test_partly_then_reopened_and_the_public_sees_that_it_was_but_not_why(cast: Cast) -> None:
    case = answered(cast, cast.published())
    browser = own(case)
    assert "Did this answer help?" in page(browser, case)
    assert "Did this answer help?" not in page(Client(), case)
    browser.post(f"{story(case)}feedback/", feedback(case, "partly", "One lamp is dark."))
    shown = page(browser, case)
    assert "You can ask for a new answer." in shown
    assert "You said: Partly" in shown
    assert "1 April 2026. The concern is open again then, and a new answer is promised." in shown
    browser.post(f"{story(case)}reopen/", {"text": "Number 7 still is.", "key": KEY})
    shown = page(browser, case)
    assert "Opened again. Those who answer have been told." in shown
    assert "Waiting for an answer, 10 working days left" in shown
    public = page(Client(), case)
    assert "The resident opened this again" in public
    for words in ("Number 7 still is.", "One lamp is dark.", "Partly"):
        assert words not in public
    desk = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    for words in ("Number 7 still is.", "One lamp is dark.", "The resident said whether the answer helped: Partly"):
        assert words in desk


def test_after_a_second_no_the_page_says_what_is_left(cast: Cast) -> None:
    case = answered(cast, cast.published())
    browser = own(case)
    browser.post(f"{story(case)}feedback/", feedback(case, "no"))
    browser.post(f"{story(case)}reopen/", {"text": "Number 7 still is.", "key": KEY})
    again = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": True, "key": "second"}
    answer_concern(case=case, by=cast.councillor, at=NOW, **again)
    browser.post(f"{story(case)}feedback/", feedback(case, "no"))
    shown = page(browser, case)
    assert "You can ask for a new answer only once" in shown
    assert f"/wards/{cast.ward.code}/raise/" in shown
    assert "Ask for a new answer" not in shown


def test_reopening_without_words_is_refused(cast: Cast) -> None:
    case = answered(cast, cast.published())
    browser = own(case)
    browser.post(f"{story(case)}feedback/", feedback(case, "no"))
    assert "Write what is still missing" in browser.post(f"{story(case)}reopen/", {"key": KEY}).content.decode()


def test_the_link_in_the_message_asks_without_changing_or_showing_anything(cast: Cast, now: object) -> None:
    case = answered(cast, cast.confirmed(is_public=False))
    now.move_to(NOW + timedelta(days=8))
    ask_whether_helped(at=NOW + timedelta(days=8))
    link, browser, opened = link_in("helped"), Client(), browser_with_grant(case, NOW + timedelta(days=9))
    shown = browser.get(link).content.decode()
    assert "Did this answer help?" in shown
    assert not Feedback.objects.exists()
    assert case.concern.text not in shown
    assert "The lamps come on Friday." not in shown
    assert f"the answer that was given on Monday 2 March 2026 to what you raised under {case.reference}" in shown
    assert f'href="{story(case)}contact/"' in shown
    assert f'href="{story(case)}contact/"' not in opened.get(link).content.decode()
    assert "Choose whether the answer helped" in browser.post(link, {}).content.decode()
    said = browser.post(link, {"helped": "no", "why": "Nothing happened."}, follow=True)
    assert "you can ask once for a new answer" in said.content.decode()
    assert Feedback.objects.get().helped == Helped.NO
    assert "Nothing happened." not in browser.get(link).content.decode()
    assert browser.get(story(case)).status_code == 302, "it opens nothing"


def test_a_link_about_an_older_answer_leads_to_the_story(cast: Cast) -> None:
    case = answered(cast, cast.published())
    old = f"/track/helped/{feedback_token(case, answer_sequence=1)}/"
    assert "This question is closed" in Client().get(old).content.decode()
    assert "This step is not possible now" in Client().post(old, {"helped": "yes"}).content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("path", ["/track/helped/cut-off/", "/track/handover/cut-off/"])
def test_a_link_that_is_cut_off_says_so(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "This link is not complete" in answer.content.decode()


def test_the_councillor_sees_name_and_contact_only_while_the_resident_shows_them(cast: Cast) -> None:
    case, desk = cast.confirmed(), browser_of(cast.councillor)
    browser = own(case)
    read = lambda: desk.get(f"/councillor/cases/{case.reference}/").content.decode()  # noqa: E731
    assert NAME not in read()
    assert EMAIL not in read()
    browser.post(f"{story(case)}share/", {"name": "on"})
    assert NAME in read()
    assert EMAIL not in read()
    browser.post(f"{story(case)}share/", {"name": "on", "contact": "on"})
    assert "Your name and your contact." in page(browser, case)
    assert EMAIL in read()
    browser.post(f"{story(case)}share/", {})
    assert NAME not in read()
    assert EMAIL not in read()
    assert case.events.filter(kind=EventKind.SHARED).count() == 3


def test_shared_details_are_on_no_other_page(cast: Cast) -> None:
    case = share_details(case=cast.published(), shares_name=True, shares_contact=True, by=None, at=NOW)
    for browser in (Client(), browser_of(cast.moderator), browser_of(cast.other_councillor), browser_of(cast.speaker)):
        shown = page(browser, case)
        assert NAME not in shown
        assert EMAIL not in shown
    assert EMAIL not in browser_of(cast.councillor).get("/councillor/").content.decode()


def test_a_resident_without_a_name_cannot_show_one(cast: Cast) -> None:
    case = cast.confirmed(name="")
    browser = own(case)
    assert "Show my name" not in page(browser, case)
    browser.post(f"{story(case)}share/", {"name": "on"})
    case.refresh_from_db()
    assert not case.shares_name


def test_the_resident_decides_by_the_link_whether_the_successor_reads(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    hand_over_concerns(at=NOW)
    link, browser = link_in("handover-asked"), Client()
    shown = browser.get(link).content.decode()
    assert "Yes, Councillor Lindiwe Nkosi may read it" in shown
    assert case.concern.text not in shown
    assert HandoverQuestion.objects.get().agrees is None
    at_desk = f"/councillor/cases/{case.reference}/"
    assert browser_of(successor).get(at_desk).status_code == 404
    assert browser_of(cast.speaker).get(at_desk).status_code == 200
    assert case.reference in browser_of(cast.speaker).get("/councillor/").content.decode()
    decided = browser.post(link, {"agrees": "yes"}, follow=True).content.decode()
    assert "Councillor Lindiwe Nkosi may read what you wrote" in decided
    assert browser_of(successor).get(at_desk).status_code == 200
    assert browser_of(cast.speaker).get(at_desk).status_code == 404
    assert browser_of(cast.councillor).get(at_desk).status_code == 404, "the predecessor"


def test_a_link_answers_its_own_question_alone_and_runs_out(cast: Cast) -> None:
    cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=NOW)
    link = link_in("handover-asked")
    vacate(cast.ward)
    take_seat(cast.ward, "Thabo Molefe")
    hand_over_concerns(at=NOW)
    refused = Client().post(link, {"agrees": "yes"}).content.decode()
    assert "There is nothing to decide any more" in refused
    assert set(HandoverQuestion.objects.values_list("agrees", flat=True)) == {None}
    with time_machine.travel(NOW + HANDOVER_LASTS + timedelta(seconds=2), tick=False):
        assert Client().get(link).status_code == 404


def test_the_resident_decides_in_the_story_too(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=NOW)
    browser = own(case)
    assert "May Councillor Lindiwe Nkosi read what you wrote?" in page(browser, case)
    browser.post(f"{story(case)}decide/", {"agrees": "no"})
    shown = page(browser, case)
    assert "What you decided holds from now on." in shown
    assert "Passed on to the Speaker&#x27;s office" in shown
    assert "May Councillor" not in shown


def test_the_office_answers_what_the_successor_may_not_read(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=NOW)
    said = {"text": "We see to it.", "outcome": "answered", "key": KEY}
    browser_of(cast.speaker).post(f"/councillor/cases/{case.reference}/", said)
    case.refresh_from_db()
    assert case.status == ConcernStatus.ANSWERED
    assert "There is nothing to decide any more" in Client().get(link_in("handover-asked")).content.decode()


def test_the_public_story_says_that_it_was_passed_on_and_why(client: Client, cast: Cast) -> None:
    case = cast.published()
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=NOW)
    shown = page(client, case)
    assert "Passed on to Councillor Lindiwe Nkosi" in shown
    assert "The promise stays: an answer by Monday 16 March 2026, 16:30." in shown


def test_too_many_posts_from_one_network_are_refused(cast: Cast) -> None:
    case = cast.published()
    browser = own(case)
    for _ in range(MOST_IN_TEN_MINUTES["thread"]):
        browser.post(f"{story(case)}share/", {})
    assert "Too many came from your network" in browser.post(f"{story(case)}share/", {}).content.decode()


@pytest.mark.parametrize("words", ["components/not_solved.html", "email/helped.txt"])
def test_the_days_in_words_are_those_of_the_rule(words: str) -> None:
    assert f"within {REOPEN_WITHIN.days} days" in get_template(f"engagement/{words}").template.source
