"""Client processes that ask the web server at the same time."""

import json
import subprocess
import sys
import time
from typing import Any, NamedTuple

from tests.bench.scratch import ROOT, Scratch


class Answer(NamedTuple):
    """Seconds from sending to the last byte, HTTP status, and body of one answer."""

    seconds: float
    status: int
    body: str


def ask_together(
    place: Scratch, port: int, shares: list[list[str]], *, headers: dict[str, str] | None = None, again: bool = False
) -> tuple[list[Answer], float]:
    """Let one client for each share of addresses ask, all starting together.

    Args:
        headers: that each request carries; what is answered compressed is not read.
        again: ask as browsers do that have the pages already.

    Returns every answer, one share after the other, and the seconds until the last client was done.

    Raises:
        SystemExit: a client failed.
    """
    work = [{"paths": share, "headers": headers or {}, "again": again} for share in shares]
    clients = [_start(place, port, number, each) for number, each in enumerate(work)]
    if any(client.stdout.readline() != "ready\n" for client in clients):
        raise SystemExit("A client of the web server failed; its words stand above.")
    start = time.perf_counter()
    for client in clients:
        client.stdin.write("go\n")
        client.stdin.flush()
    printed = [client.communicate(timeout=300)[0] for client in clients]
    seconds = time.perf_counter() - start
    return [Answer(*answer) for text in printed for answer in json.loads(text)], seconds


def _start(place: Scratch, port: int, number: int, work: dict[str, Any]) -> subprocess.Popen:
    file = place.folder / f"work-{number}.json"
    file.write_text(json.dumps(work))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.client", str(port), str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
