"""Asking the resident something before answering."""

from datetime import timedelta

import pytest

from engagement.enums import ConcernStatus, Impossible, Outcome
from engagement.errors import NotPossibleError
from engagement.models import Case, Notification, User
from engagement.queries.questions import open_question
from engagement.services.answers import answer_concern
from engagement.services.notes import write_note
from engagement.services.questions import ask_resident, go_on_without_reply
from tests.engagement.cast import NOW, Cast, make_assistant

pytestmark = pytest.mark.django_db


def ask(case: Case, by: User) -> Case:
    return ask_resident(case=case, text="Which pole is it?", key="ask", by=by, at=NOW)


def test_a_question_pauses_the_promise_and_reaches_the_resident_once(cast: Cast) -> None:
    case = cast.published()
    for _ in range(2):
        case = ask(case, cast.councillor)
    assert case.status == ConcernStatus.ASKED
    assert case.clocks.get(kind="first_response").paused_at == NOW
    event = case.events.get(kind="asked")
    assert event.visibility == "resident", "a question may be about the person, also on a public concern"
    assert Notification.objects.filter(case=case, template="asked").count() == 1


@pytest.mark.parametrize("who", ["other_councillor", "speaker", "moderator", "assistant"])
def test_only_whoever_answers_asks(cast: Cast, who: str) -> None:
    case = cast.confirmed()
    user = make_assistant(cast.councillor) if who == "assistant" else getattr(cast, who)
    with pytest.raises(NotPossibleError) as refusal:
        ask(case, user)
    assert refusal.value.reason == Impossible.NOT_YOUR_WARD


@pytest.mark.parametrize(("days", "is_old"), [(13, False), (14, True)])
def test_after_ten_working_days_without_a_reply_the_question_is_old(cast: Cast, days: int, is_old: bool) -> None:
    case = ask(cast.confirmed(), cast.councillor)
    assert open_question(case, at=NOW + timedelta(days=days)).is_old == is_old


@pytest.mark.parametrize(("days", "runs"), [(13, False), (14, True)])
def test_a_question_holds_the_promise_up_for_ten_working_days_at_the_longest(cast: Cast, days: int, runs: bool) -> None:
    case = ask(cast.confirmed(), cast.councillor)
    later = NOW + timedelta(days=days)
    assert [go_on_without_reply(at=later), go_on_without_reply(at=later)] == [int(runs), 0]
    clock = case.clocks.get(kind="first_response")
    assert (clock.paused_at is None, clock.due_at > later) == (runs, True)


def test_whoever_cannot_be_reached_is_not_asked(cast: Cast) -> None:
    case = cast.confirmed()
    Case.objects.filter(pk=case.pk).update(resident=None)
    with pytest.raises(NotPossibleError) as refusal:
        ask(Case.objects.get(pk=case.pk), cast.councillor)
    assert refusal.value.reason == Impossible.NOBODY_TO_ASK


def test_an_answer_without_the_reply_ends_the_question(cast: Cast) -> None:
    case = ask(cast.confirmed(), cast.councillor)
    later = NOW + timedelta(days=14)
    case = answer_concern(
        case=case, text="Done.", outcome=Outcome.ANSWERED, is_public=False, key="a", by=cast.councillor, at=later
    )
    clock = case.clocks.get(kind="first_response")
    assert (case.status, open_question(case, at=later)) == (ConcernStatus.ANSWERED, None)
    assert clock.met_at < clock.due_at, "the days of waiting are not held against whoever answered"


@pytest.mark.parametrize("who", ["councillor", "assistant"])
def test_a_note_stays_with_those_who_work_on_the_case(cast: Cast, who: str) -> None:
    case = cast.confirmed()
    user = cast.councillor if who == "councillor" else make_assistant(cast.councillor)
    before = Notification.objects.count()
    for _ in range(2):
        write_note(case=case, text="Called the depot.", key="n", by=user, at=NOW)
    assert case.events.get(kind="noted").visibility == "councillor"
    assert Notification.objects.count() == before


@pytest.mark.parametrize("who", ["other_councillor", "speaker", "moderator"])
def test_nobody_else_writes_notes(cast: Cast, who: str) -> None:
    with pytest.raises(NotPossibleError) as refusal:
        write_note(case=cast.confirmed(), text="x", key="n", by=getattr(cast, who), at=NOW)
    assert refusal.value.reason == Impossible.NOT_YOUR_WARD
