"""Nothing is lost, and nothing is sent twice that a mail server acknowledged, where time and the disk play against it.

Each worker is a process of its own, forked as Celery does, and the mail server is a real one. tests/ops/test_outbox.py
kills the real parts of a server; here stands what cannot be struck there at will.
"""

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import OperationalError, connection

from engagement.channels.journal import acknowledged
from engagement.enums import NotificationState
from engagement.models import Notification
from engagement.services import acknowledgements, notifications
from engagement.services.notifications import CLAIM_LASTS, Delivery, deliver_notifications
from tests.engagement.cast import NOW, assemble
from tests.engagement.mailserver import Desk, mail_server

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + CLAIM_LASTS + timedelta(seconds=1)
PATIENCE_SECONDS = 20


class HoldingDesk(Desk):
    """A mail server that does something before it acknowledges its n-th message, and counts what it acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[int, Callable[[], object]] = {}
        self.acknowledged: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        act = self.before.pop(self.seen["DATA"], None)
        if act:
            await server.loop.run_in_executor(None, act)
        if answer == "250 Accepted":
            self.acknowledged[self.accepted[-1]["Message-ID"]] += 1
        return answer


@pytest.fixture
def desk(settings: Any, tmp_path: Path) -> Iterator[HoldingDesk]:
    """A real mail server, a site that uses it, and a journal of this test's own."""
    settings.JOURNAL_ROOT = tmp_path / "journal"
    with mail_server(HoldingDesk()) as (desk, host, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield desk


@pytest.fixture
def waiting(desk: HoldingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five messages in the outbox, of which the worker has not heard."""
    monkeypatch.setattr(notifications, "wake_worker", lambda *_words: None)
    case = assemble().raised()
    Notification.objects.all().delete()
    for number in range(5):
        notifications.enqueue_notification(
            template="received",
            recipient=f"r{number}@example.org",
            language="en",
            case=case,
            dedupe_key=f"test/{number}",
            at=NOW,
        )


class Worker:
    """A process that delivers a batch and ends: with 0, or with 1 after an exception."""

    def __init__(self, prepare: Callable[[], None] = lambda: None) -> None:
        connection.close()  # a forked process must not share it
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                signal.alarm(PATIENCE_SECONDS)
                prepare()
                deliver_notifications(at=NOW)
                code = 0
            finally:
                os._exit(code)

    def end(self) -> int:
        """Its exit code; the negative number of the signal that ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def states() -> Counter[str]:
    return Counter(Notification.objects.values_list("state", flat=True))


def journaled(settings: Any) -> int:
    return len(acknowledged(settings.JOURNAL_ROOT))


def assert_each_was_acknowledged_once(desk: HoldingDesk) -> None:
    assert states() == {NotificationState.SENT: 5}
    assert {message["To"] for message in desk.accepted} == {f"r{number}@example.org" for number in range(5)}
    assert list(desk.acknowledged.values()) == [1] * 5


@pytest.mark.usefixtures("waiting")
def test_what_a_slow_worker_had_acknowledged_is_not_sent_by_who_takes_its_claim(
    desk: HoldingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal is its own while it lives, and is read all the same."""
    desk_heard, go_on = os.pipe(), os.pipe()

    def waits() -> None:
        def record(_known: object) -> None:
            os.write(desk_heard[1], b".")
            os.read(go_on[0], 1)
            os._exit(0)

        monkeypatch.setattr(notifications, "record_acknowledgement", record)

    worker = Worker(waits)
    os.read(desk_heard[0], 1)
    assert deliver_notifications(at=LATER) == Delivery(sent=5)
    os.write(go_on[1], b".")
    assert worker.end() == 0
    assert_each_was_acknowledged_once(desk)


@contextmanager
def database_away() -> Iterator[None]:
    """PostgreSQL ends every connection to the tests' database and takes no new one, as while it restarts."""
    name = connection.settings_dict["NAME"]
    connection.close()
    quoted = connection.ops.quote_name(name)
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {quoted} ALLOW_CONNECTIONS false")
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    try:
        yield
    finally:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {quoted} ALLOW_CONNECTIONS true")


@pytest.mark.usefixtures("waiting")
def test_an_outcome_that_the_database_never_took_is_recorded_by_who_delivers_next(
    desk: HoldingDesk, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, is_away = threading.Event(), threading.Event()
    desk.before[2] = lambda: (reached.set(), is_away.wait(PATIENCE_SECONDS))
    worker = Worker(lambda: monkeypatch.setattr(acknowledgements, "PATIENCE_SECONDS", 0))
    assert reached.wait(PATIENCE_SECONDS)
    with database_away():
        is_away.set()
        assert worker.end() == 1
        assert journaled(settings) == 2
        with pytest.raises(OperationalError):
            connection.ensure_connection()
    assert states() == {NotificationState.SENT: 1, NotificationState.CLAIMED: 4}
    assert deliver_notifications(at=NOW) == Delivery()
    assert states() == {NotificationState.SENT: 2, NotificationState.CLAIMED: 3}
    assert deliver_notifications(at=LATER) == Delivery(sent=3)
    assert_each_was_acknowledged_once(desk)
    assert journaled(settings) == 0


@pytest.mark.usefixtures("waiting")
def test_a_disk_that_takes_no_note_keeps_no_message_back(
    desk: HoldingDesk, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JOURNAL_ROOT.write_text("a file where the folder should be")
    assert deliver_notifications(at=NOW) == Delivery(sent=5)
    assert_each_was_acknowledged_once(desk)
    assert "is not journaled" in caplog.text
