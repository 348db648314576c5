"""The outbox: nothing is lost, nothing is sent twice, and one bad row stops no other."""

import json
import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from wagtail.models import ModelLogEntry

from engagement.enums import Impossible, NotificationState, Outcome
from engagement.errors import NotPossibleError
from engagement.models import CouncillorAssistant, Notification, User
from engagement.rules.retry import MAX_ATTEMPTS
from engagement.services.notifications import (
    CLAIM_LASTS,
    Delivery,
    claim_notifications,
    deliver_notifications,
    enqueue_notification,
    retry_notification,
)
from engagement.services.proposals import propose_answer, send_back
from engagement.services.referrals import open_referral
from tests.engagement.cast import EMAIL, NOW, Cast, assemble, make_assistant, make_department
from tests.engagement.mailserver import Desk, mail_server


def enqueue(cast: Cast, count: int = 1) -> None:
    case = cast.raised()
    Notification.objects.all().delete()
    for number in range(count):
        enqueue_notification(
            template="received",
            recipient=f"r{number}@example.org",
            language="en",
            case=case,
            dedupe_key=f"test/{number}",
            at=NOW,
        )


def the_one() -> Notification:
    return Notification.objects.get()


@pytest.fixture
def desk(settings: Any) -> Iterator[Desk]:
    """A real mail server, and a site that uses it."""
    with mail_server() as (desk, host, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield desk


def test_the_same_message_is_written_once(cast: Cast) -> None:
    enqueue(cast)
    case = Notification.objects.get().case
    enqueue_notification(template="received", recipient=EMAIL, language="en", case=case, dedupe_key="test/0", at=NOW)
    assert Notification.objects.count() == 1


def test_the_recipient_and_the_content_lie_encrypted(cast: Cast) -> None:
    cast.raised()
    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient, context FROM engagement_notification")
        stored = " ".join(cursor.fetchone())
    assert EMAIL not in stored
    assert "token" not in stored
    assert (the_one().recipient, "token" in json.loads(the_one().context)) == (EMAIL, True)


def test_a_message_is_delivered_once_and_its_content_forgotten(cast: Cast) -> None:
    enqueue(cast)
    assert deliver_notifications(at=NOW) == Delivery(sent=1)
    assert deliver_notifications(at=NOW + timedelta(days=1)) == Delivery()
    assert len(mail.outbox) == 1
    assert (the_one().state, the_one().context, the_one().sent_at) == (NotificationState.SENT, None, NOW)


def test_a_message_waits_for_its_time(cast: Cast) -> None:
    enqueue(cast)
    assert deliver_notifications(at=NOW - timedelta(seconds=1)) == Delivery()


def test_a_real_server_gets_the_message_as_it_was_meant(cast: Cast, desk: Desk) -> None:
    enqueue(cast, 3)
    assert deliver_notifications(at=NOW) == Delivery(sent=3)
    assert {message["To"] for message in desk.accepted} == {"r0@example.org", "r1@example.org", "r2@example.org"}
    assert len({message["Message-ID"] for message in desk.accepted}) == 3


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "451 Later"), ("DATA", "452 Full")])
def test_a_server_that_is_busy_gets_the_message_later(cast: Cast, desk: Desk, command: str, answer: str) -> None:
    enqueue(cast)
    desk.refuse[command] = answer
    assert deliver_notifications(at=NOW) == Delivery(waiting=1)
    waiting = the_one()
    assert (waiting.state, waiting.attempts) == (NotificationState.WAITING, 1)
    assert timedelta(seconds=20) < waiting.next_try_at - NOW < timedelta(minutes=1)
    assert deliver_notifications(at=NOW) == Delivery(), "it must not be tried before its time"
    desk.refuse.clear()
    assert deliver_notifications(at=waiting.next_try_at) == Delivery(sent=1)
    assert len(desk.accepted) == 1


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "550 No such user"), ("DATA", "554 Never")])
def test_what_is_refused_for_good_is_set_aside_and_the_rest_goes_out(
    cast: Cast, desk: Desk, command: str, answer: str
) -> None:
    enqueue(cast, 2)
    desk.refuse[command] = answer
    assert deliver_notifications(at=NOW, limit=1) == Delivery(set_aside=1)
    desk.refuse.clear()
    assert deliver_notifications(at=NOW) == Delivery(sent=1)
    aside = Notification.objects.get(state=NotificationState.SET_ASIDE)
    assert answer[:3] in aside.last_error


def test_what_went_wrong_is_noted_without_the_address(cast: Cast, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    enqueue(cast)
    desk.refuse["RCPT"] = "550 <r0@example.org> is unknown here"
    deliver_notifications(at=NOW)
    assert the_one().last_error == "recipient refused (550)"
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("engagement")]
    assert len(ours) == 1
    assert "set aside" in ours[0]
    assert "r0@example.org" not in ours[0]


def test_a_connection_that_breaks_half_way_loses_nothing_and_spares_the_others(cast: Cast, desk: Desk) -> None:
    enqueue(cast, 3)
    desk.drop_next = 1
    assert deliver_notifications(at=NOW) == Delivery(sent=2, waiting=1)
    retry = Notification.objects.get(state=NotificationState.WAITING)
    assert deliver_notifications(at=retry.next_try_at) == Delivery(sent=1)
    assert len({message["To"] for message in desk.accepted}) == len(desk.accepted) == 3


def test_while_the_server_is_away_everything_waits_and_no_try_counts(cast: Cast, desk: Desk, settings: Any) -> None:
    enqueue(cast, 3)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT, port = taken.getsockname()[1], settings.EMAIL_PORT
        at = NOW
        for _ in range(MAX_ATTEMPTS + 3):
            assert deliver_notifications(at=at) == Delivery(waiting=3)
            at += timedelta(hours=8)
    settings.EMAIL_PORT = port
    assert deliver_notifications(at=at) == Delivery(sent=3)
    assert len(desk.accepted) == 3


def test_a_sender_that_is_not_welcome_is_ours_to_mend(cast: Cast, desk: Desk) -> None:
    enqueue(cast, 2)
    desk.refuse["MAIL"] = "553 Sign in first"
    assert deliver_notifications(at=NOW) == Delivery(waiting=2)
    assert not Notification.objects.filter(state=NotificationState.SET_ASIDE).exists()


def test_after_many_tries_a_message_is_set_aside(cast: Cast, desk: Desk) -> None:
    enqueue(cast)
    desk.refuse["DATA"] = "451 Later"
    at = NOW
    for _ in range(MAX_ATTEMPTS - 1):
        assert deliver_notifications(at=at) == Delivery(waiting=1)
        at = the_one().next_try_at
    assert deliver_notifications(at=at) == Delivery(set_aside=1)
    assert the_one().attempts == MAX_ATTEMPTS


def test_a_row_that_cannot_be_rendered_stops_no_other_and_goes_out_once_it_can(cast: Cast) -> None:
    enqueue(cast, 2)
    Notification.objects.filter(dedupe_key="test/0").update(template="no-such-template")
    assert deliver_notifications(at=NOW) == Delivery(sent=1, waiting=1)
    broken = Notification.objects.get(dedupe_key="test/0")
    assert (broken.last_error, broken.attempts) == ("KeyError", 1)
    Notification.objects.filter(pk=broken.pk).update(template="received")
    assert deliver_notifications(at=broken.next_try_at) == Delivery(sent=1)


def test_a_row_that_can_never_be_rendered_is_set_aside_after_all_its_tries(cast: Cast) -> None:
    enqueue(cast)
    Notification.objects.update(template="no-such-template")
    for _ in range(MAX_ATTEMPTS - 1):
        assert deliver_notifications(at=the_one().next_try_at) == Delivery(waiting=1)
    assert deliver_notifications(at=the_one().next_try_at) == Delivery(set_aside=1)


@pytest.mark.parametrize("template", ["code", "account-code", "account-password"])
def test_a_code_that_is_set_aside_is_emptied_and_never_sent_late(cast: Cast, desk: Desk, template: str) -> None:
    enqueue(cast)
    Notification.objects.update(template=template, context='{"code": "123456", "password_reset_url": "/key/"}')
    desk.refuse["RCPT"] = "550 No such user"
    assert deliver_notifications(at=NOW) == Delivery(set_aside=1)
    assert the_one().context is None
    with pytest.raises(NotPossibleError) as refusal:
        retry_notification(notification=the_one(), by=User.objects.create_superuser("o@example.org"), at=NOW)
    assert refusal.value.reason == Impossible.TOO_LATE_TO_SEND
    assert the_one().state == NotificationState.SET_ASIDE


@pytest.mark.parametrize(("template", "works_for"), [("code", 30), ("account-code", 15)])
def test_a_code_that_ran_out_while_the_server_was_away_is_not_sent(
    cast: Cast, desk: Desk, template: str, works_for: int
) -> None:
    enqueue(cast, 2)
    late, in_time = Notification.objects.order_by("pk")
    for row in (late, in_time):
        Notification.objects.filter(pk=row.pk).update(template=template, context='{"code": "123456"}')
    Notification.objects.filter(pk=late.pk).update(created_at=NOW - timedelta(minutes=works_for, seconds=1))
    Notification.objects.filter(pk=in_time.pk).update(created_at=NOW - timedelta(minutes=works_for))
    assert deliver_notifications(at=NOW) == Delivery(sent=1, set_aside=1)
    late.refresh_from_db()
    assert (late.state, late.context) == (NotificationState.SET_ASIDE, None)
    assert len(desk.accepted) == 1


def test_a_link_to_confirm_that_is_set_aside_can_be_sent_again(cast: Cast, desk: Desk) -> None:
    cast.raised()
    desk.refuse["RCPT"] = "550 No such user"
    deliver_notifications(at=NOW)
    desk.refuse.clear()
    retry_notification(notification=the_one(), by=User.objects.create_superuser("o@example.org"), at=NOW)
    assert deliver_notifications(at=NOW) == Delivery(sent=1)
    assert the_one().context is None


def test_a_worker_that_died_loses_its_claim(cast: Cast) -> None:
    enqueue(cast)
    [claimed] = claim_notifications(at=NOW)
    assert deliver_notifications(at=NOW + CLAIM_LASTS) == Delivery(), "its worker may still be sending"
    assert deliver_notifications(at=NOW + CLAIM_LASTS + timedelta(seconds=1)) == Delivery(sent=1)
    assert (the_one().attempts, claimed.attempts) == (2, 1)


def test_who_lost_a_claim_records_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    enqueue(cast)

    def overtaken(*_args: object) -> None:
        later = NOW + CLAIM_LASTS + timedelta(seconds=1)
        assert len(claim_notifications(at=later)) == 1
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", overtaken)
    deliver_notifications(at=NOW)
    assert (the_one().state, the_one().last_error) == (NotificationState.CLAIMED, "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_share_no_message(desk: Desk) -> None:
    cast = assemble()
    enqueue(cast, 40)
    # Outside a test's transaction the first worker is woken at once: take back what it did.
    Notification.objects.update(state=NotificationState.WAITING, sent_at=None, attempts=0)
    desk.accepted.clear()
    start = threading.Barrier(4)
    deliveries: list[Delivery] = []

    def work() -> None:
        start.wait()
        for _ in range(4):
            deliveries.append(deliver_notifications(at=NOW, limit=5))  # noqa: PERF401 - each run is a worker's
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(delivery.sent for delivery in deliveries) == 40
    assert len({message["To"] for message in desk.accepted}) == len(desk.accepted) == 40
    assert len([delivery for delivery in deliveries if delivery.sent]) > 1
    assert set(Notification.objects.values_list("state", "attempts")) == {(NotificationState.SENT, 1)}


def test_a_batch_is_never_larger_than_asked_for_however_the_database_plans_it(cast: Cast) -> None:
    enqueue(cast, 2)
    for number in range(2):
        Notification.objects.filter(dedupe_key=f"test/{number}").update(next_try_at=NOW - timedelta(minutes=2 - number))
    with connection.cursor() as cursor:
        # Knowing of two rows, and allowed nothing else, the database may look for due rows anew for each of them.
        cursor.execute("ANALYZE engagement_notification")
        for switch in ("hashjoin", "mergejoin", "hashagg", "sort", "material"):
            cursor.execute(f"SET LOCAL enable_{switch} = off")
    assert len(claim_notifications(at=NOW, limit=1)) == 1


@pytest.mark.parametrize("count", [1, 10])
def test_a_batch_takes_four_statements_and_one_for_each_message(
    cast: Cast, django_assert_num_queries: Any, count: int
) -> None:
    enqueue(cast, count)
    with django_assert_num_queries(3 + count):
        assert deliver_notifications(at=NOW).sent == count


def test_what_was_set_aside_is_queued_again_once_and_has_all_its_tries(cast: Cast) -> None:
    enqueue(cast)
    Notification.objects.update(state=NotificationState.SET_ASIDE, attempts=MAX_ATTEMPTS, last_error="refused (550)")
    operator = User.objects.create_superuser("operator@example.org")
    later = NOW + timedelta(days=2)
    for _ in range(2):
        retry_notification(notification=the_one(), by=operator, at=later)
    assert (the_one().state, the_one().attempts, the_one().next_try_at) == (NotificationState.WAITING, 0, later)
    assert ModelLogEntry.objects.filter(action="engagement.notification.retried", user=operator).count() == 1
    assert deliver_notifications(at=later) == Delivery(sent=1)


def test_what_was_sent_is_never_sent_again(cast: Cast) -> None:
    enqueue(cast)
    deliver_notifications(at=NOW)
    retry_notification(notification=the_one(), by=User.objects.create_superuser("operator@example.org"), at=NOW)
    assert the_one().state == NotificationState.SENT


def test_only_those_with_the_right_queue_it_again(cast: Cast) -> None:
    enqueue(cast)
    Notification.objects.update(state=NotificationState.SET_ASIDE)
    with pytest.raises(NotPossibleError) as refusal:
        retry_notification(notification=the_one(), by=cast.moderator, at=NOW)
    assert refusal.value.reason == Impossible.NOT_YOUR_MESSAGE
    assert the_one().state == NotificationState.SET_ASIDE


@pytest.mark.parametrize("template", ["councillor-new", "moderator-new"])
def test_a_call_to_work_is_not_sent_to_somebody_who_left(cast: Cast, template: str) -> None:
    cast.confirmed(is_public=True)
    operator = User.objects.create_superuser("operator@example.org")
    Notification.objects.exclude(template=template).delete()
    Notification.objects.update(state=NotificationState.SET_ASIDE, last_error="recipient refused (550)")
    recipient = User.objects.get(email=the_one().recipient)
    recipient.is_active = False
    recipient.save()
    with pytest.raises(NotPossibleError) as refusal:
        retry_notification(notification=the_one(), by=operator, at=NOW)
    assert refusal.value.reason == Impossible.NOT_THEIR_WORK
    recipient.is_active = True
    recipient.save()
    retry_notification(notification=the_one(), by=operator, at=NOW)
    assert the_one().state == NotificationState.WAITING


def test_a_call_to_a_department_or_a_helper_is_sent_to_who_still_works_there(cast: Cast) -> None:
    operator, roads = User.objects.create_superuser("operator@example.org"), make_department(cast.municipality)
    assistant, case = make_assistant(cast.councillor), cast.confirmed()
    open_referral(from_case=case, department=roads, ask="Please mend it.", by=cast.councillor, at=NOW)
    said = {"text": "Soon.", "outcome": Outcome.ANSWERED, "readers": "", "details": {}}
    send_back(
        proposed=propose_answer(case=case, by=assistant, at=NOW, **said), remark="When?", by=cast.councillor, at=NOW
    )
    calls = Notification.objects.filter(template__in=["department-new", "draft-back"])
    calls.update(state=NotificationState.SET_ASIDE)
    for call in calls:
        retry_notification(notification=call, by=operator, at=NOW)
    assert set(calls.values_list("state", flat=True)) == {NotificationState.WAITING}
    calls.update(state=NotificationState.SET_ASIDE)
    CouncillorAssistant.objects.all().delete()
    roads.email = "elsewhere@example.org"
    roads.save()
    assert calls.count() == 2
    for call in calls:
        with pytest.raises(NotPossibleError, match=Impossible.NOT_THEIR_WORK):
            retry_notification(notification=call, by=operator, at=NOW)
