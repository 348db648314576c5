"""Raising a concern over HTTP, from the first page to the last button, beside a bare form that stores one row."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass

from tests.bench import report
from tests.bench.pages import WARD, first
from tests.bench.scratch import ROOT, Scratch
from tests.bench.server import served, workers, working

CLIENTS = 2
RESIDENTS = 50
"""Of each client, in each round."""
ROUNDS = 3


@dataclass(frozen=True)
class Round:
    """What one round took: seconds to walk to the last page, to send it, and for all of the sending together."""

    walks: list[float]
    posts: list[float]
    seconds: float

    @property
    def a_second(self) -> float:
        return len(self.posts) / self.seconds


def measure_raising(place: Scratch) -> report.Table:
    """Let residents write to the councillor of a ward, while the worker sends what follows. The demo must be loaded."""
    with place.connect() as connection:
        connection.execute("CREATE TABLE bench_sent (id bigserial PRIMARY KEY, subject text, text text, contact text)")
    before = int(first(place, "SELECT count(*) FROM engagement_concern"))
    with ExitStack() as stack:
        bare = stack.enter_context(served(place, DJANGO_SETTINGS_MODULE="tests.bench.bare_settings"))
        ours = stack.enter_context(served(place))
        stack.enter_context(working(place))
        ways = {"bare": (bare, "/form/"), "ours": (ours, f"/wards/{first(place, WARD)}/raise/")}
        rounds: dict[str, list[Round]] = {name: [] for name in ways}
        for number in range(ROUNDS):
            for name, (port, start) in ways.items():
                rounds[name].append(_send_together(place, port, start, number))
    made = int(first(place, "SELECT count(*) FROM engagement_concern")) - before
    if made != ROUNDS * CLIENTS * RESIDENTS:
        raise SystemExit(f"{made} concerns were made of {ROUNDS * CLIENTS * RESIDENTS} that were sent.")
    best = {name: min(tries, key=lambda each: each.seconds) for name, tries in rounds.items()}
    walks = [walk for each in rounds["ours"] for walk in each.walks]
    return report.Table(
        title="Raising a concern (the demo), with the worker running",
        columns=["", "median", "95 %", "a second", "of the bare form"],
        rows=[
            _row("a bare Django form: checked, one row stored", best["bare"], best["bare"]),
            _row("the page that sends: a concern, its event, its message", best["ours"], best["bare"]),
            ["the whole walk to it, each page opened and answered", *_times(walks), "-", "-"],
        ],
        notes=[
            f"{CLIENTS} clients at once send {CLIENTS * RESIDENTS} together, each from a browser and a network address "
            f"of its own. In {ROUNDS} rounds the ways take turns; the quickest round of each counts.",
            f"The web server is the Procfile's, with {workers()} processes, and so is the worker. The bare form has no "
            "middleware, no session, no token against forged requests and no limits.",
            "A test holds that sending asks the database at most 20 times.",
        ],
    )


def _send_together(place: Scratch, port: int, start: str, number: int) -> Round:
    clients = [_start(place, port, start, number * CLIENTS + client) for client in range(CLIENTS)]
    if any(client.stdout.readline() != "ready\n" for client in clients):
        raise SystemExit("A client that raises concerns failed; its words stand above.")
    begin = time.perf_counter()
    for client in clients:
        client.stdin.write("go\n")
        client.stdin.flush()
    printed = [client.communicate(timeout=300)[0] for client in clients]
    seconds = time.perf_counter() - begin
    if any(client.returncode for client in clients):
        raise SystemExit("A client that raises concerns failed; its words stand above.")
    took = [each for text in printed for each in json.loads(text)]
    return Round([walk for walk, _post in took], [post for _walk, post in took], seconds)


def _start(place: Scratch, port: int, start: str, batch: int) -> subprocess.Popen:
    file = place.folder / f"walk-{batch}.json"
    file.write_text(json.dumps({"start": start, "count": RESIDENTS, "first": 1 + batch * RESIDENTS}))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.walker", str(port), str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _row(name: str, best: Round, bare: Round) -> list[str]:
    return [name, *_times(best.posts), f"{best.a_second:,.0f}", f"{best.a_second / bare.a_second:.0%}"]


def _times(latencies: list[float]) -> list[str]:
    return [report.milliseconds(each) for each in report.median_and_tail(latencies)]
