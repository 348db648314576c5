"""The demo's text messages are handed over as to a real provider, and stay in the database."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.models import DemoMessage
from cms.settings import local
from engagement.enums import Channel
from engagement.models import Notification
from engagement.services.notifications import Delivery, deliver_notifications, enqueue_notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(settings: Any) -> None:
    """As `make run` sends text messages."""
    settings.DEMO = True
    for name in ("SMS_URL", "SMS_USER", "SMS_PASSWORD", "SMS_TRANSPORT"):
        setattr(settings, name, getattr(local, name))


def send_a_text() -> Delivery:
    at = timezone.now()
    enqueue_notification(
        template="account-code",
        channel=Channel.SMS,
        recipient="+27825550123",
        language="en",
        case=None,
        dedupe_key="a text",
        at=at,
        context={"code": "246810"},
    )
    return deliver_notifications(at=at)


def test_a_text_is_kept_for_the_page_and_leaves_no_server(phones: None) -> None:
    assert send_a_text() == Delivery(sent=1)
    kept = DemoMessage.objects.get()
    assert (kept.channel, kept.to, kept.subject) == ("sms", "+27825550123", "")
    assert "246810" in kept.body
    assert Notification.objects.get().provider_id == f"demo-{kept.pk}"


def test_the_page_shows_a_text_as_what_it_is(phones: None, client: Client) -> None:
    send_a_text()
    page = client.get("/demo/").content.decode()
    assert "<h3>Text message to +27 82 555 0123</h3>" in page
    assert "246810" in page
    assert "No subject" not in page


def test_a_wrong_password_is_refused_as_a_provider_would(phones: None, settings: Any) -> None:
    from engagement.channels.sms import Texter

    with Texter() as texter:
        texter._open()
        settings.SMS_PASSWORD = "another"
        assert texter._open().post(f"{settings.SMS_URL}/messages", json={}).status_code == 401
    assert not DemoMessage.objects.exists()
