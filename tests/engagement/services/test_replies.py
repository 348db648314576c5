"""A resident replies, shares, says whether an answer helped, and opens a concern again once."""

from datetime import datetime, timedelta

import pytest
from wagtail.models import ModelLogEntry

from engagement.enums import ClockKind, ConcernStatus, EventKind, Helped, Impossible, Outcome, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, Clock, Feedback, Notification
from engagement.queries.feedback import CHANGE_WITHIN, REOPEN_WITHIN, judgement_of
from engagement.services.answers import answer_concern
from engagement.services.clocks import pause_clock
from engagement.services.feedback import ask_whether_helped, reopen_concern, say_helped
from engagement.services.replies import MOST_A_DAY, reply_to_case
from engagement.services.sharing import READ, read_shared_details, share_details
from tests.engagement.cast import EMAIL, NAME, NOW, Cast

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=2)


def refused(work: object) -> Impossible:
    with pytest.raises(NotPossibleError) as refusal:
        work()
    return refusal.value.reason


def answered(cast: Cast, *, outcome: Outcome = Outcome.ANSWERED, at: datetime = NOW, key: str = "a", **facts) -> Case:
    case = facts.pop("case", None) or cast.published(at=at, **facts)
    said = {"text": "On Friday.", "outcome": outcome, "is_public": True, "key": key}
    return answer_concern(case=case, by=cast.councillor, at=at, **said)


def judge(case: Case, helped: Helped, *, why: str = "", at: datetime = LATER) -> Feedback:
    number = case.events.filter(kind=EventKind.ANSWERED).last().sequence
    return say_helped(case=case, answer_sequence=number, helped=helped, why=why, by=None, at=at)


def reply(case: Case, text: str = "The pole is number 7.", *, key: str = "r", at: datetime = LATER) -> Case:
    return reply_to_case(case=case, text=text, key=key, by=None, at=at)


def reopen(case: Case, *, key: str = "o", at: datetime = LATER) -> Case:
    return reopen_concern(case=case, text="It is still dark.", key=key, by=None, at=at)


def test_a_reply_is_kept_once_never_public_and_the_councillor_is_told(cast: Cast) -> None:
    case = cast.published()
    for _ in range(2):
        reply(case)
    event = case.events.get(kind=EventKind.REPLIED)
    assert (event.visibility, event.payload) == (Visibility.RESIDENT, {"text": "The pole is number 7."})
    assert Notification.objects.get(template="resident-replied").recipient == cast.councillor.email


def test_a_reply_to_a_question_lets_the_promise_run_on(cast: Cast) -> None:
    case = cast.published()
    due = Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE).due_at
    Case.objects.filter(pk=case.pk).update(status=ConcernStatus.ASKED)
    pause_clock(case=case, kind=ClockKind.FIRST_RESPONSE, at=NOW)
    case = reply(case, at=NOW + timedelta(days=2))
    clock = Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE)
    assert case.status == ConcernStatus.WAITING
    assert (clock.paused_at, clock.due_at) == (None, due + timedelta(days=2))


def test_replies_end_after_some_a_day_and_go_on_the_next(cast: Cast) -> None:
    case = cast.published()
    for number in range(MOST_A_DAY):
        reply(case, key=str(number))
    assert refused(lambda: reply(case, key="more")) == Impossible.TOO_MANY_REPLIES
    reply(case, key="more", at=LATER + timedelta(days=1))


def test_an_answered_or_unconfirmed_concern_takes_no_reply(cast: Cast) -> None:
    assert refused(lambda: reply(answered(cast))) == Impossible.ANSWERED_MEANWHILE
    assert refused(lambda: reply(cast.raised(email="b@example.org"))) == Impossible.WRONG_STATUS


def test_what_is_shared_is_read_by_whoever_answers_and_each_reading_is_kept(cast: Cast) -> None:
    case = cast.confirmed()
    assert read_shared_details(case=case, by=cast.councillor, at=NOW) == {}
    case = share_details(case=case, shares_name=True, shares_contact=False, by=None, at=NOW)
    assert read_shared_details(case=case, by=cast.councillor, at=NOW) == {"name": NAME}
    case = share_details(case=case, shares_name=True, shares_contact=True, by=None, at=NOW)
    assert read_shared_details(case=case, by=cast.councillor, at=NOW) == {"name": NAME, "contact": EMAIL}
    case = share_details(case=case, shares_name=False, shares_contact=False, by=None, at=NOW)
    assert read_shared_details(case=case, by=cast.councillor, at=NOW) == {}
    entries = ModelLogEntry.objects.filter(action=READ)
    assert [entry.user for entry in entries] == [cast.councillor] * 2
    assert not any(NAME in f"{entry.label} {entry.data}" or EMAIL in f"{entry.data}" for entry in entries)


def test_sharing_twice_alike_is_one_event_without_the_details(cast: Cast) -> None:
    case = cast.confirmed()
    for _ in range(2):
        share_details(case=case, shares_name=True, shares_contact=True, by=None, at=NOW)
    event = case.events.get(kind=EventKind.SHARED)
    assert (event.visibility, event.payload) == (Visibility.RESIDENT, {"name": True, "contact": True})


def test_an_answer_is_judged_once_and_can_be_judged_anew_for_a_week(cast: Cast) -> None:
    case = answered(cast)
    assert judgement_of(case, at=NOW).helped is None
    judge(case, Helped.YES)
    judge(case, Helped.YES)
    assert case.events.filter(kind=EventKind.FEEDBACK).count() == 1
    judge(case, Helped.PARTLY, why="One lamp is dark.", at=LATER + CHANGE_WITHIN)
    assert Feedback.objects.get().helped == Helped.PARTLY
    assert judgement_of(case, at=LATER).why == "One lamp is dark."
    event = case.events.filter(kind=EventKind.FEEDBACK).last()
    assert (event.visibility, event.payload["text"]) == (Visibility.RESIDENT, "One lamp is dark.")
    late = LATER + CHANGE_WITHIN + timedelta(seconds=1)
    assert refused(lambda: judge(case, Helped.NO, at=late)) == Impossible.TOO_LATE_TO_CHANGE


def test_what_has_no_answer_cannot_be_judged(cast: Cast) -> None:
    case = cast.published()
    work = lambda: say_helped(case=case, answer_sequence=1, helped=Helped.NO, why="", by=None, at=NOW)  # noqa: E731
    assert refused(work) == Impossible.WRONG_STATUS


def test_after_partly_it_is_opened_again_once_under_a_new_promise(cast: Cast) -> None:
    case = answered(cast)
    assert refused(lambda: reopen(case)) == Impossible.CANNOT_REOPEN
    judge(case, Helped.YES)
    assert refused(lambda: reopen(case)) == Impossible.CANNOT_REOPEN
    judge(case, Helped.PARTLY)
    assert [reopen(case).status, reopen(case).status] == [ConcernStatus.WAITING] * 2
    case.refresh_from_db()
    assert case.closed_at is None
    assert Clock.objects.get(case=case, kind=ClockKind.SECOND_RESPONSE).due_at == datetime.fromisoformat(
        "2026-03-16T16:30+02:00"
    )
    public = case.events.get(kind=EventKind.REOPENED)
    words = case.events.get(kind=EventKind.REPLIED)
    assert (public.visibility, words.visibility) == (Visibility.PUBLIC, Visibility.RESIDENT)
    assert "still dark" not in str(public.payload)
    assert Notification.objects.get(template="resident-reopened").recipient == cast.councillor.email
    assert Notification.objects.get(template="reopened").recipient == EMAIL
    answered(cast, case=case, at=LATER, key="second")
    assert Clock.objects.get(case=case, kind=ClockKind.SECOND_RESPONSE).met_at == LATER
    judge(case, Helped.NO)
    assert refused(lambda: reopen(case, key="again")) == Impossible.CANNOT_REOPEN
    assert [row.helped for row in Feedback.objects.order_by("answer_sequence")] == [Helped.PARTLY, Helped.NO]


def test_after_thirty_days_it_cannot_be_opened_again(cast: Cast) -> None:
    case = answered(cast)
    judge(case, Helped.NO)
    late = NOW + REOPEN_WITHIN + timedelta(seconds=1)
    assert refused(lambda: reopen(case, at=late)) == Impossible.CANNOT_REOPEN


def test_one_that_is_followed_up_can_be_judged_and_is_still_open(cast: Cast) -> None:
    case = answered(cast, outcome=Outcome.REFERRED)
    judge(case, Helped.NO)
    assert refused(lambda: reopen(case)) == Impossible.CANNOT_REOPEN
    reply(case)


def test_whether_it_helped_is_asked_once_five_working_days_after_the_answer(cast: Cast) -> None:
    case = answered(cast)
    friday, monday = NOW + timedelta(days=4), NOW + timedelta(days=7)
    assert [ask_whether_helped(at=at) for at in (NOW, friday, monday, monday + timedelta(days=3))] == [0, 0, 1, 0]
    asked = Notification.objects.get(template="helped")
    assert (asked.case, asked.recipient) == (case, EMAIL)
    assert not Feedback.objects.exists(), "silence is no yes"


def test_who_has_said_so_or_whose_answer_is_old_is_not_asked(cast: Cast) -> None:
    judge(answered(cast), Helped.YES)
    answered(cast, at=NOW - timedelta(days=40), key="old", email="b@example.org")
    assert ask_whether_helped(at=NOW + timedelta(days=8)) == 0
