"""What the provider says became of a text message."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagement.channels.sms import Texter
from engagement.enums import Channel, NotificationState
from engagement.models import Notification, User
from engagement.queries.notifications import set_aside_for
from engagement.services.notifications import Delivery, claim_notifications, deliver_notifications, enqueue_notification
from tests.engagement.cast import NOW, Cast
from tests.engagement.smsserver import Provider

pytestmark = pytest.mark.django_db

NUMBER = "+27825550123"


def enqueue(cast: Cast, *channels: Channel) -> None:
    case = cast.raised()
    Notification.objects.all().delete()
    for number, channel in enumerate(channels):
        recipient = NUMBER if channel == Channel.SMS else "palesa@example.org"
        enqueue_notification(
            template="received",
            channel=channel,
            recipient=recipient,
            language="en",
            case=case,
            dedupe_key=f"test/{number}",
            at=NOW,
        )


def the_one() -> Notification:
    return Notification.objects.get()


def say(status: str, subtype: str | None = None, secret: str | None = None, **facts: Any) -> int:
    """The provider calls, as one that has no cookie and no token of a form."""
    from django.conf import settings

    kind = {"id": f"{status}.{subtype or 'null'}", "type": status, "subtype": subtype}
    message = {"type": "SENT", "to": NUMBER, "body": "as sent", "status": kind} | facts
    address = reverse("engagement_data:receipts", args=[secret or settings.SMS_RECEIPTS_SECRET])
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, json.dumps([message]), content_type="application/json")
    assert "Set-Cookie" not in answer
    return answer.status_code


def sent(cast: Cast, provider: Provider) -> Notification:
    enqueue(cast, Channel.SMS)
    assert deliver_notifications(at=NOW) == Delivery(sent=1)
    return the_one()


def test_a_text_goes_out_and_keeps_the_providers_name_for_it(cast: Cast, provider: Provider) -> None:
    message = sent(cast, provider)
    assert message.state == NotificationState.SENT
    assert message.provider_id == provider.accepted[0]["id"]
    assert message.context is None


def test_each_message_goes_by_its_own_channel(cast: Cast, provider: Provider, mailoutbox: list) -> None:
    enqueue(cast, Channel.SMS, Channel.EMAIL, Channel.SMS)
    assert deliver_notifications(at=NOW) == Delivery(sent=3)
    assert (len(provider.accepted), len(mailoutbox)) == (2, 1)
    assert set(Notification.objects.filter(channel=Channel.EMAIL).values_list("provider_id", flat=True)) == {""}


@pytest.mark.parametrize("away", Channel.values[1:])
def test_while_one_channel_is_away_the_other_goes_on(
    cast: Cast, provider: Provider, settings: Any, mailoutbox: list, away: str
) -> None:
    enqueue(cast, Channel.EMAIL, Channel.SMS, Channel.SMS, Channel.EMAIL)
    if away == Channel.SMS:
        provider.refuse = 503
    else:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert deliver_notifications(at=NOW) == Delivery(sent=2, waiting=2)
    waiting = Notification.objects.filter(state=NotificationState.WAITING)
    assert {message.channel for message in waiting} == {away}
    assert max(message.attempts for message in waiting.order_by("pk")[1:]) == 0
    if away == Channel.SMS:
        assert provider.requests == 1, "the rest is not tried in vain"


@pytest.mark.parametrize("named", ["id", "userSuppliedId"])
def test_a_receipt_says_that_the_text_arrived(cast: Cast, provider: Provider, named: str) -> None:
    message = sent(cast, provider)
    facts = {name: provider.accepted[0][name] for name in ("id", "userSuppliedId") if name == named}
    for _again in "12":
        assert say("DELIVERED", **facts) == 204
    message.refresh_from_db()
    first = message.delivered_at
    assert first is not None
    assert (message.undelivered_at, message.state) == (None, NotificationState.SENT)
    say("FAILED", "EXPIRED", **facts)
    message.refresh_from_db()
    assert (message.delivered_at, message.undelivered_at) == (first, None), "what arrived is never lost"


def test_staff_see_what_the_network_gave_up(cast: Cast, provider: Provider, caplog: Any) -> None:
    message = sent(cast, provider)
    operator = User.objects.create_superuser("operator@example.org")
    assert not set_aside_for(operator).exists()
    for reason in ("EXPIRED", "BLOCKED"):
        assert say("FAILED", reason, id=message.provider_id) == 204
    message.refresh_from_db()
    assert message.last_error == "did not reach the phone (EXPIRED)"
    assert list(set_aside_for(operator)) == [message]
    said = [record.getMessage() for record in caplog.records if record.name.startswith("engagement")]
    assert len(said) == 1
    assert NUMBER not in said[0]
    say("DELIVERED", id=message.provider_id)
    assert not set_aside_for(operator).exists()
    assert the_one().last_error == ""


def test_what_the_network_gave_up_before_the_worker_recorded_it_keeps_its_reason(
    cast: Cast, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueue(cast, Channel.SMS)
    texter_sends = Texter.send

    def send(texter: Texter, message: Notification) -> str:
        named = texter_sends(texter, message)
        say("FAILED", "BLOCKED", userSuppliedId=message.message_id.hex[:20])
        return named

    monkeypatch.setattr(Texter, "send", send)
    assert deliver_notifications(at=NOW) == Delivery(sent=1)
    message = the_one()
    assert message.state == NotificationState.SENT
    assert message.last_error == "did not reach the phone (BLOCKED)"
    assert list(set_aside_for(User.objects.create_superuser("operator@example.org"))) == [message]


def test_a_receipt_that_overtakes_the_worker_counts(cast: Cast, provider: Provider) -> None:
    enqueue(cast, Channel.SMS)
    [claimed] = claim_notifications(at=NOW)
    say("DELIVERED", id="4023457654", userSuppliedId=claimed.message_id.hex[:20])
    assert the_one().delivered_at is not None
    later = NOW + timedelta(hours=1)
    assert deliver_notifications(at=later) == Delivery(sent=1)
    assert the_one().delivered_at is not None


@pytest.mark.parametrize("status", ["SENT", "ACCEPTED", "UNKNOWN", "RECEIVED"])
def test_what_is_no_end_changes_nothing(cast: Cast, provider: Provider, status: str) -> None:
    message = sent(cast, provider)
    assert say(status, id=message.provider_id) == 204
    assert (the_one().delivered_at, the_one().undelivered_at) == (None, None)


def test_a_receipt_for_nothing_of_ours_changes_nothing(cast: Cast, provider: Provider) -> None:
    sent(cast, provider)
    for facts in ({"id": "1"}, {"id": ""}, {}, {"userSuppliedId": "f" * 20}, {"userSuppliedId": "' OR 1=1"}):
        assert say("DELIVERED", **facts) == 204
    assert the_one().delivered_at is None


def test_only_who_knows_the_secret_is_heard(cast: Cast, provider: Provider, settings: Any) -> None:
    message = sent(cast, provider)
    assert say("DELIVERED", secret="not-the-secret", id=message.provider_id) == 404
    assert say("DELIVERED", secret="ß", id=message.provider_id) == 404
    settings.SMS_RECEIPTS_SECRET = ""
    assert say("DELIVERED", secret="-", id=message.provider_id) == 404
    assert the_one().delivered_at is None


@pytest.mark.parametrize(
    "body", ["", "nothing", "3", "null", "[]", "[3, null, {}]", '{"status": 3}', '[{"status": {}}]']
)
def test_what_is_no_receipt_breaks_nothing(db: None, client: Client, settings: Any, body: str) -> None:
    address = reverse("engagement_data:receipts", args=[settings.SMS_RECEIPTS_SECRET])
    said = client.post(address, body, content_type="application/json")
    assert said.status_code == (400 if body in ("", "nothing") else 204)
    assert client.get(address).status_code == 405
