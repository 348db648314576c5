"""Delivering the outbox to a mail server on this machine, beside a bare loop over smtplib."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.process import Cost, run_measured
from tests.bench.report import Table
from tests.bench.scratch import ROOT, Scratch

MESSAGES = 10_000


def measure_delivery(place: Scratch) -> Table:
    """Fill the outbox, and let one worker empty it. The demo must be loaded."""
    with mail_sink() as port:
        given = {"BENCH_MAIL_PORT": str(port), "BENCH_MESSAGES": str(MESSAGES)}
        bare = _run(place, "tests/bench/bare_mail.py", given)
        _run(place, "tests/bench/delivering.py", given, "fill")
        idle = _run(place, "tests/bench/delivering.py", given, "nothing")
        ours = _run(place, "tests/bench/delivering.py", given, "deliver")
    with place.connect() as connection:
        unsent = "SELECT count(*) FROM engagement_notification WHERE state <> 'sent'"
        left = connection.execute(unsent).fetchone()[0]
    if left:
        raise SystemExit(f"{left} messages were not delivered.")
    return Table(
        title=f"Delivery of {MESSAGES:,} notifications to a mail server on this machine",
        columns=["", "seconds", "a second", "peak memory"],
        rows=[
            _row("the outbox: claimed, rendered, sent, journaled, recorded one by one", ours),
            _row("baseline: a bare loop over smtplib, one connection", bare),
            ["a process that delivers nothing", f"{idle.seconds:.1f}", "-", idle.peak],
        ],
        notes=[
            "One process of the worker, in batches as it takes them; seconds from starting the process to its end.",
            "The mail server is aiosmtpd, which takes part of the same cores and throws everything away.",
        ],
    )


def _row(name: str, cost: Cost) -> list[str]:
    return [name, f"{cost.seconds:.1f}", f"{MESSAGES / cost.seconds:,.0f}", cost.peak]


def _run(place: Scratch, script: str, given: dict[str, str], *words: str) -> Cost:
    os.environ.update(given)  # handed on to measured processes
    try:
        return run_measured(place, script, *words)
    finally:
        for name in given:
            del os.environ[name]


@contextmanager
def mail_sink() -> Iterator[int]:
    """A mail server in a process of its own that accepts everything. Gives its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    words = ["-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The mail server does not answer.")
