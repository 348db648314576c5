"""Reminders before and after an answer is due, and the digest of the week."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from engagement.channels.email import render
from engagement.enums import ClockKind, Outcome, Reminder
from engagement.models import Case, Clock, CouncillorAccount, Notification
from engagement.queries.clocks import next_promise
from engagement.queries.concerns import overdue_for, waiting_on_desk
from engagement.queries.viewers import viewer_of
from engagement.services import concerns, reminders
from engagement.services import digests as digests_of_the_week
from engagement.services.answers import answer_concern
from engagement.services.clocks import resume_clock
from engagement.services.digests import ROWS, send_digests
from engagement.services.feedback import ask_whether_helped
from engagement.services.links import reference_of_answer_token
from engagement.services.questions import ask_resident
from engagement.services.referrals import open_referral
from engagement.services.reminders import remind_of_answers
from engagement.wording import event_line, status_tag
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_department, make_user

pytestmark = pytest.mark.django_db

# The answer is due on Monday 16 March 2026, half past four in Johannesburg.
MORNING = datetime(2026, 3, 16, 6, 0, tzinfo=UTC)
BEFORE, LATE, OFFICE = MORNING - timedelta(days=4), MORNING + timedelta(days=1), MORNING + timedelta(days=3)
STEPS = {"answer-due", "answer-late", "speaker-late"}


def reminded(case: Case) -> list[tuple[str, str]]:
    sent = Notification.objects.filter(case=case, template__in=STEPS).order_by("pk")
    return list(sent.values_list("template", flat=True))


@pytest.mark.parametrize(
    ("at", "templates"),
    [
        (BEFORE - timedelta(days=1), []),
        (BEFORE, ["answer-due"]),
        (MORNING.replace(hour=15), ["answer-due"]),
        (LATE.replace(hour=4), []),
        (LATE, ["answer-late"]),
        (OFFICE - timedelta(days=1), ["answer-late"]),
        (OFFICE, ["answer-late", "speaker-late"]),
    ],
)
def test_who_is_reminded_on_which_day(cast: Cast, at: datetime, templates: list[str]) -> None:
    case = cast.confirmed()
    for _ in range(2):
        remind_of_answers(at=at)
    assert reminded(case) == templates
    assert case.events.filter(kind="reminded", visibility="staff").count() == len(templates)


def test_each_step_goes_out_once_and_first_to_the_councillor(cast: Cast) -> None:
    case = cast.confirmed()
    for at in (BEFORE, LATE, OFFICE, OFFICE + timedelta(days=30)):
        remind_of_answers(at=at)
    assert reminded(case) == ["answer-due", "answer-late", "speaker-late"]
    recipients = Notification.objects.filter(case=case, template__in=STEPS).order_by("pk")
    assert [sent.recipient for sent in recipients] == [
        cast.councillor.email,
        cast.councillor.email,
        cast.speaker.email,
    ]
    assert not any(sent.recipient == EMAIL for sent in recipients), "never the resident"


def test_what_was_answered_or_stands_still_reminds_nobody(cast: Cast) -> None:
    answered, asked = cast.confirmed(), cast.confirmed(email="b@example.org")
    answer_concern(
        case=answered, text="x", outcome=Outcome.ANSWERED, is_public=False, key="k", by=cast.councillor, at=NOW
    )
    ask_resident(case=asked, text="x", key="k", by=cast.councillor, at=NOW)
    assert remind_of_answers(at=OFFICE) == 0


def test_whoever_was_reminded_of_one_day_is_reminded_of_the_next(cast: Cast) -> None:
    case = cast.confirmed()
    remind_of_answers(at=BEFORE)
    ask_resident(case=case, text="x", key="k", by=cast.councillor, at=BEFORE)
    resume_clock(case=case, kind="first_response", at=BEFORE + timedelta(days=7))
    assert case.clocks.get(kind=ClockKind.FIRST_RESPONSE).reminded == Reminder.NONE
    remind_of_answers(at=MORNING + timedelta(days=5))
    assert reminded(case) == ["answer-due", "answer-due"]


@pytest.mark.parametrize("what", ["reminders", "digests", "expiry"])
def test_one_that_fails_holds_up_none_of_the_others(
    cast: Cast, what: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make = cast.raised if what == "expiry" else cast.confirmed
    broken = make(ward=cast.other_ward)
    case = make(email="b@example.org")
    module = {"reminders": reminders, "digests": digests_of_the_week, "expiry": concerns}[what]
    name = {"reminders": "lock_case", "digests": "waiting_on_desk", "expiry": "lock_case"}[what]
    works = getattr(module, name)

    def fails_once(of: object, **how: object) -> object:
        is_broken = of == broken or getattr(of, "user_id", 0) == cast.other_councillor.pk
        if is_broken:
            raise RuntimeError
        return works(of, **how)

    monkeypatch.setattr(module, name, fails_once)
    if what == "reminders":
        assert remind_of_answers(at=BEFORE) == 1
        assert reminded(case) == ["answer-due"]
    elif what == "digests":
        assert send_digests(at=MONDAY) == 1
    else:
        assert concerns.expire_unconfirmed(at=NOW + timedelta(days=8)) == 1
    assert "could not be worked through" in caplog.text


MONDAY = datetime(2026, 3, 9, 5, 0, tzinfo=UTC)
"""Seven in the morning in Johannesburg."""


def digests() -> list[Notification]:
    return list(Notification.objects.filter(template="councillor-digest"))


@pytest.mark.parametrize(
    ("at", "count"),
    [
        (MONDAY - timedelta(minutes=1), 0),
        (MONDAY, 1),
        (MONDAY + timedelta(hours=9), 1),
        (MONDAY + timedelta(days=1), 0),
    ],
)
def test_the_digest_comes_on_monday_morning_once(cast: Cast, at: datetime, count: int) -> None:
    cast.confirmed()
    for _ in range(2):
        send_digests(at=at)
    assert len(digests()) == count


def test_a_week_later_the_digest_comes_again(cast: Cast) -> None:
    cast.confirmed()
    for weeks in range(2):
        send_digests(at=MONDAY + timedelta(weeks=weeks))
    assert len(digests()) == 2


def test_the_digest_says_what_waits_in_numbers_and_links_alone(cast: Cast) -> None:
    later, first = cast.confirmed(at=NOW), cast.confirmed(email="b@example.org", at=NOW - timedelta(days=7))
    send_digests(at=MONDAY)
    digest = digests()[0]
    assert digest.recipient == cast.councillor.email
    message = render(digest)
    assert message.subject.endswith("residents who wait for your answer: 2")
    for private in (NAME, EMAIL, first.concern.subject, first.concern.text):
        assert private not in message.body + message.subject
    assert message.body.index(first.reference) < message.body.index(later.reference)
    assert "due today" in message.body
    token = json.loads(digest.context)["rows"][0]["token"]
    assert f"/councillor/answer/{token}/" in message.body
    assert reference_of_answer_token(token, account=cast.councillor) == first.reference
    assert reference_of_answer_token(token, account=make_user("somebody")) is None
    assert reference_of_answer_token(token + "x", account=cast.councillor) is None


def test_whoever_switched_it_off_or_has_nobody_waiting_gets_none(cast: Cast) -> None:
    cast.confirmed()
    CouncillorAccount.objects.filter(user=cast.councillor).update(wants_digest=False)
    assert send_digests(at=MONDAY) == 0
    assert digests() == []


def test_a_digest_names_the_first_and_counts_the_rest(cast: Cast) -> None:
    for number in range(ROWS + 1):
        cast.confirmed(email=f"{number}@example.org")
    send_digests(at=MONDAY)
    assert "1 more waits at your desk." in render(digests()[0]).body


def test_the_digest_counts_those_who_wait_as_the_desk_does_and_tells_reports_apart(cast: Cast) -> None:
    passed_on, waiting = cast.confirmed(), cast.confirmed(email="b@example.org", at=NOW + timedelta(days=1))
    answer_concern(
        case=passed_on, text="x", outcome=Outcome.REFERRED, is_public=False, key="k", by=cast.councillor, at=NOW
    )
    due = MONDAY + timedelta(weeks=1)
    send_digests(at=due)
    message = render(digests()[0])
    assert message.subject.endswith("residents who wait for your answer: 1")
    assert waiting_on_desk(viewer_of(cast.councillor, on=due, at_work=True)).count() == 1
    parts = ["1 resident waits", waiting.reference, "You answered 1 resident once", passed_on.reference]
    assert parts == sorted(parts, key=message.body.index)


def test_what_is_followed_up_is_reported_on_again_and_again(cast: Cast) -> None:
    case = cast.confirmed()
    answer = {"case": case, "text": "x", "is_public": False, "by": cast.councillor}
    answer_concern(outcome=Outcome.REFERRED, key="k", at=NOW, **answer)
    for at in (MORNING, LATE, OFFICE):
        remind_of_answers(at=at)
    steps = [("update-due", cast.councillor), ("update-late", cast.councillor), ("update-overdue", cast.speaker)]
    told = Notification.objects.filter(template__startswith="update-").order_by("pk")
    assert [(sent.template, sent.recipient) for sent in told] == [(step, who.email) for step, who in steps]
    assert send_digests(at=MONDAY + timedelta(weeks=2)) == 1
    assert render(digests()[0]).subject == "Imbizo: reports to residents that are due: 1"
    office = viewer_of(cast.speaker, on=OFFICE, at_work=True)
    (late,) = overdue_for(office, at=OFFICE)
    assert status_tag(late, next_promise(late, at=OFFICE)).words == "Report overdue by 3 working days"
    answer_concern(outcome=Outcome.COUNCIL, key="l", at=OFFICE, sitting_on=date(2026, 6, 1), **answer)
    clock = case.clocks.get(kind=ClockKind.UPDATE)
    assert (clock.due_at.date(), clock.reminded, clock.met_at) == (date(2026, 6, 15), Reminder.NONE, None)
    assert send_digests(at=MONDAY + timedelta(weeks=3)) == 0
    answer_concern(outcome=Outcome.ANSWERED, key="m", at=OFFICE, **answer)
    assert case.clocks.get(kind=ClockKind.UPDATE).met_at == OFFICE


def test_a_silent_department_is_asked_and_then_whoever_answers_is_told(cast: Cast) -> None:
    roads = make_department(cast.municipality)
    concern = cast.confirmed()
    referral = open_referral(from_case=concern, department=roads, ask="x", by=cast.councillor, at=NOW)
    Clock.objects.filter(case=concern).delete()
    for at in (MORNING, LATE, LATE, OFFICE, OFFICE):
        remind_of_answers(at=at)
    told = Notification.objects.filter(template__in=["department-late", "referral-late"]).order_by("pk")
    assert [(sent.template, sent.case, sent.recipient) for sent in told] == [
        ("department-late", referral, roads.email),
        ("referral-late", concern, cast.councillor.email),
    ]
    lines = [event_line(event, is_own=False).title for event in referral.events.filter(kind="reminded")]
    assert "The department was asked for its report" in lines


def test_whether_a_report_helped_is_asked_while_it_is_followed_up(cast: Cast) -> None:
    case = cast.confirmed()
    answer = {"case": case, "text": "x", "is_public": False, "by": cast.councillor}
    answer_concern(outcome=Outcome.REFERRED, key="k", at=NOW, **answer)
    for days, asked in ((6, 0), (7, 1), (8, 0)):
        assert ask_whether_helped(at=NOW + timedelta(days=days)) == asked
