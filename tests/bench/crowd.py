"""Client processes that ask the web server at the same time."""

import json
import subprocess
import sys
import time
from typing import NamedTuple

from tests.bench.scratch import ROOT, Scratch


class Answer(NamedTuple):
    """Seconds from sending to the last byte, HTTP status, and body of one answer."""

    seconds: float
    status: int
    body: str


def ask_together(place: Scratch, port: int, shares: list[list[str]]) -> tuple[list[Answer], float]:
    """Let one client for each share of addresses ask, all starting together.

    Returns every answer, one share after the other, and the seconds until the last client was done.

    Raises:
        SystemExit: a client failed.
    """
    clients = [_start(place, port, number, share) for number, share in enumerate(shares)]
    if any(client.stdout.readline() != "ready\n" for client in clients):
        raise SystemExit("A client of the web server failed; its words stand above.")
    start = time.perf_counter()
    for client in clients:
        client.stdin.write("go\n")
        client.stdin.flush()
    printed = [client.communicate(timeout=120)[0] for client in clients]
    seconds = time.perf_counter() - start
    return [Answer(*answer) for text in printed for answer in json.loads(text)], seconds


def _start(place: Scratch, port: int, number: int, share: list[str]) -> subprocess.Popen:
    file = place.folder / f"paths-{number}.json"
    file.write_text(json.dumps(share))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.client", str(port), str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
