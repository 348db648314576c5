"""Nothing is lost, and nothing is sent twice that the mail server acknowledged, whatever is killed meanwhile.

The parts are those of a server: PostgreSQL and Redis, the worker and beat as the Procfile has them, the production
settings, and a mail server on a port. Each failure strikes while messages are under way.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.ops.checkouts import Checkout, wait_until
from tests.ops.mail_server import NO_SUCH_PERSON, PATIENCE, MailServer
from tests.ops.outbox_server import Server

pytestmark = pytest.mark.ops

WRITTEN_AT_FIRST = [f"r{number}@example.org" for number in range(80)]
WRITTEN_WITHOUT_REDIS = [f"later{number}@example.org" for number in range(100)]
POISONED = [f"{NO_SUCH_PERSON}{number}@example.org" for number in range(3)]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(checkout: Checkout, mail: MailServer, django_db_blocker: Any) -> Iterator[Server]:
    with django_db_blocker.unblock():
        made = Server(checkout, mail.port)
    try:
        yield made
    finally:
        made.kill_all()
        assert checkout.call("bin/services", "stop").returncode == 0


def kill_the_worker_before_an_acknowledgement(server: Server, mail: MailServer) -> None:
    with mail.holding():
        server.kill("worker")
        wait_until(lambda: mail.under_way == 0, "the mail server sees that it is gone", PATIENCE)
    abandoned = server.claims()
    assert abandoned
    server.start("worker")
    server.wait_for_a_run()
    assert abandoned <= server.claims(), "others may not know yet that it is dead"
    server.let_end(abandoned)


def kill_redis(server: Server, mail: MailServer) -> None:
    with mail.holding():
        server.kill_redis()
    server.ask("enqueue", WRITTEN_WITHOUT_REDIS)
    server.start_services()


def kill_the_worker_between_an_acknowledgement_and_its_record(server: Server, mail: MailServer) -> None:
    with server.connect() as database, database.transaction():
        with mail.holding():
            database.execute("LOCK TABLE engagement_notification IN EXCLUSIVE MODE")
        wait_until(lambda: bool(server.journaled()), "an acknowledgement is journaled", PATIENCE)
        wait_until(lambda: mail.under_way == 0, "the mail server has answered", PATIENCE)
        time.sleep(0.5)  # what was answered last is journaled as well
        server.kill("worker")
        # Else they would record the acknowledgement still, of which nobody would hear.
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    assert server.journaled()
    server.let_end(server.claims())
    server.start("worker")


def restart_postgres_before_a_record(server: Server, mail: MailServer) -> None:
    before = mail.acknowledged.total()
    with mail.holding():
        server.stop_postgres()
    wait_until(lambda: mail.acknowledged.total() > before, "a message is acknowledged meanwhile", PATIENCE)
    wait_until(lambda: bool(server.journaled()), "it is journaled", PATIENCE)
    server.start_services()


def hang_up_in_the_middle_of_a_message(_server: Server, mail: MailServer) -> None:
    mail.cuts_short = 2
    wait_until(lambda: mail.cuts_short == 0, "connections break", PATIENCE)


def hang_up_without_an_answer(_server: Server, mail: MailServer) -> None:
    mail.breaks_off = 2
    wait_until(lambda: mail.breaks_off == 0, "connections break", PATIENCE)


def hang_up_after_an_answer(_server: Server, mail: MailServer) -> None:
    mail.says_goodbye = 2
    wait_until(lambda: mail.says_goodbye == 0, "connections break", PATIENCE)


def refuse_for_now(server: Server, mail: MailServer) -> None:
    for step, answer, noted in (
        ("RCPT", "450 Busy", "recipient refused (450)"),
        ("DATA", "452 Full", "message refused (452)"),
    ):
        mail.refuses = {step: answer}
        server.let_pauses_end()
        wait_until(lambda noted=noted: server.has_failed(noted), f"{step} is refused", PATIENCE)
    mail.refuses = {}


def shut_the_mail_server(server: Server, mail: MailServer) -> None:
    mail.stop()
    wait_until(lambda: "claimed" not in server.states(), "everything is given back", PATIENCE)
    mail.start()


def answer_slowly_and_too_late(_server: Server, mail: MailServer) -> None:
    mail.dawdles = [1.5, PATIENCE]
    wait_until(lambda: not mail.dawdles and mail.under_way == 0, "one sender waited, one has gone", PATIENCE)


FAILURES: list[Callable[[Server, MailServer], None]] = [
    kill_the_worker_before_an_acknowledgement,
    kill_redis,
    kill_the_worker_between_an_acknowledgement_and_its_record,
    restart_postgres_before_a_record,
    hang_up_in_the_middle_of_a_message,
    hang_up_without_an_answer,
    hang_up_after_an_answer,
    refuse_for_now,
    shut_the_mail_server,
    answer_slowly_and_too_late,
]


def test_every_message_arrives_once_whatever_fails_meanwhile(server: Server, mail: MailServer) -> None:
    for part in ("pages", "worker", "beat"):
        server.start(part)
    server.ask("enqueue", [*POISONED, *WRITTEN_AT_FIRST])
    for strike in FAILURES:
        server.let_pauses_end()
        mail.wait_for(2)
        strike(server, mail)
    wait_until(server.is_through, "nothing is left to do", PATIENCE)
    wanted = len(WRITTEN_AT_FIRST + WRITTEN_WITHOUT_REDIS)
    assert server.states() == {"sent": wanted, "set_aside": len(POISONED)}
    assert list(mail.acknowledged.values()) == [1] * wanted
    assert mail.received.total() > wanted, "something was tried again"
    assert mail.refused_for_good == set(POISONED)
    assert set(server.ask("set_aside")) == set(POISONED)
    assert NO_SUCH_PERSON not in server.log.read_text()
