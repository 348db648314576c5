"""The worker's doormen: woken by name, each calls one service; beat knows every one of them."""

import logging
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from kombu import Connection
from kombu.exceptions import OperationalError

from engagement.models import Notification
from engagement.services.queue import wake_worker
from engagement.tasks import deliver
from tests.engagement.cast import Cast


def test_beat_sweeps_whatever_a_service_may_have_failed_to_wake() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    known = {name for name in current_app.tasks if name.startswith("engagement.")}
    assert len(known) >= 5
    assert known <= scheduled


@pytest.mark.django_db
def test_delivering_sends_what_waits(cast: Cast) -> None:
    cast.raised()
    deliver()
    assert len(mail.outbox) == Notification.objects.filter(state="sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_out_as_soon_as_its_transaction_is_through(cast: Cast) -> None:
    cast.raised()
    assert len(mail.outbox) == 1


def test_with_the_queue_out_of_reach_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_args: object, **_options: object) -> None:
        raise OperationalError("redis is away")

    monkeypatch.setattr("celery.canvas.Signature.apply_async", away)
    with caplog.at_level(logging.WARNING):
        wake_worker("engagement.deliver_notifications")
    assert "waits for the next sweep" in caplog.text


def test_a_queue_that_is_away_is_tried_once_for_each_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with Connection(f"redis+socket://{tmp_path}/nothing.sock", transport_options=options) as queue:
        tries, establish = [], queue._establish_connection
        monkeypatch.setattr(queue, "_establish_connection", lambda: [tries.append(1), establish()][1])
        with pytest.raises(OperationalError):
            queue.default_channel  # noqa: B018 - it connects
    assert len(tries) == 1
