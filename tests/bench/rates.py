"""Requests a second for home and ward page: rendered anew, kept, and unchanged, beside a bare Django view."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from tests.bench import report
from tests.bench.crowd import ask_together
from tests.bench.pages import WARD, first
from tests.bench.scratch import Scratch
from tests.bench.server import served, workers

REQUESTS = 200
CLIENTS = 2
ROUNDS = 3

_BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass(frozen=True)
class Rate:
    """One way of being asked: seconds for each request, and for all together."""

    name: str
    latencies: list[float]
    seconds: float

    @property
    def a_second(self) -> float:
        return len(self.latencies) / self.seconds


def measure_rates(place: Scratch) -> report.Table:
    """Ask three servers for the same pages in turn. The demo must be loaded."""
    pages = {"home": "/", "a ward": f"/wards/{first(place, WARD)}/"}
    with ExitStack() as stack:
        bare = stack.enter_context(served(place, DJANGO_SETTINGS_MODULE="tests.bench.bare_settings"))
        cold = stack.enter_context(served(place, KEEP_PAGES_SECONDS="0"))
        kept = stack.enter_context(served(place))
        ways = [_way(place, bare, "/", "a bare Django view", 200)]
        for title, path in pages.items():
            ways += [
                _way(place, cold, path, f"{title}, rendered anew", 200),
                _way(place, kept, path, f"{title}, kept", 200),
                _way(place, kept, path, f"{title}, kept and unchanged (304)", 304),
            ]
        rounds = [[way() for way in ways] for _ in range(ROUNDS)]
    quickest = [min(tries, key=lambda rate: rate.seconds) for tries in zip(*rounds, strict=True)]
    return report.Table(
        title="Requests a second (the demo)",
        columns=["", "median", "95 %", "a second", "of the bare view"],
        rows=[_row(rate, quickest[0]) for rate in quickest],
        notes=[
            f"{CLIENTS} clients at once, {REQUESTS} requests together. In {ROUNDS} rounds the ways take turns; the "
            "quickest round of each counts.",
            f"The web server is the Procfile's, with {workers()} processes. The bare view has no middleware, asks "
            "nobody, and compresses nothing.",
            "Rendered anew is with `KEEP_PAGES_SECONDS=0`: what the first reader after a change waits for.",
        ],
    )


def _way(place: Scratch, port: int, path: str, name: str, status: int) -> Callable[[], Rate]:
    shares = [[path] * (REQUESTS // CLIENTS)] * CLIENTS

    def ask() -> Rate:
        answers, seconds = ask_together(place, port, shares, headers=_BROWSER, again=status == 304)
        others = {answer.status for answer in answers} - {status}
        if others:
            raise SystemExit(f"{path} answered {others}, not {status}.")
        return Rate(name, [answer.seconds for answer in answers], seconds)

    return ask


def _row(rate: Rate, bare: Rate) -> list[str]:
    middle, tail = report.median_and_tail(rate.latencies)
    share = f"{rate.a_second / bare.a_second:.0%}"
    return [rate.name, report.milliseconds(middle), report.milliseconds(tail), f"{rate.a_second:,.0f}", share]
