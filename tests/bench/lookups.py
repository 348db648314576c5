"""One position at a time: `/wards/find.json`, beside a bare PostGIS query and shapely's tree in memory."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg
import shapely

from tests.bench import report
from tests.bench.crowd import Answer, ask_together
from tests.bench.landmarks import Landmarks
from tests.bench.scratch import Scratch
from tests.bench.server import served, workers

REQUESTS = 1000
ROUNDS = 3
WARM_UP = 50

_BARE = """
    SELECT code FROM wards_ward WHERE ST_Intersects(boundary, ST_SetSRID(ST_MakePoint(%s, %s), 4326))
    ORDER BY code COLLATE "C" LIMIT 1
"""

Positions = list[tuple[float, float]]
Find = Callable[[float, float], str | None]
"""Degrees east and north in, the code of the ward out; None outside every ward."""


@dataclass(frozen=True)
class Series:
    """One way of looking up: seconds for each position, seconds for all together, and the codes that it found."""

    name: str
    latencies: list[float]
    seconds: float
    codes: list[str | None]

    def row(self) -> list[str]:
        middle, tail = report.median_and_tail(self.latencies)
        rate = len(self.latencies) / self.seconds
        return [self.name, report.milliseconds(middle), report.milliseconds(tail), f"{rate:,.0f}"]


def measure_lookups(place: Scratch, landmarks: Landmarks) -> report.Table:
    """Ask for the same positions in each way, and compare the answers."""
    positions = landmarks.positions[:REQUESTS]
    halves = [positions[0::2], positions[1::2]]
    empty = [["/healthz"] * len(positions)]
    with served(place) as port, place.connect() as connection:
        query, tree = _query(connection), _tree(landmarks)
        one, two, nothing, bare, indexed = _quickest_of_rounds(
            lambda: _find_over_http(place, port, [positions], name="`/wards/find.json`, one client"),
            lambda: _find_over_http(place, port, halves, name="the same, two clients at once"),
            lambda: _over_http(place, port, empty, name="baseline: an empty page of that server"),
            lambda: _one_by_one(query, positions, name="baseline: bare PostGIS query through psycopg"),
            lambda: _one_by_one(tree, positions, name="baseline: shapely STRtree in memory"),
        )
    return report.Table(
        title=f"One position at a time ({landmarks.title}; {len(positions):,} positions)",
        columns=["", "median", "95 %", "a second"],
        rows=[series.row() for series in (one, two, nothing, bare, indexed)],
        notes=[
            f"Positions that are given different wards: {differing(one.codes, bare.codes, indexed.codes)}.",
            f"{ROUNDS} rounds, in which the ways take turns; of each way the quickest round counts.",
            f"The web server is the Procfile's, with {workers()} processes. Clients keep their connection open.",
        ],
    )


def _quickest_of_rounds(*ways: Callable[[], Series]) -> list[Series]:
    """Try all ways in turn, ROUNDS times, so that a busy moment of the machine does not fall on one of them alone."""
    rounds = [[way() for way in ways] for _ in range(ROUNDS)]
    return [min(tries, key=lambda series: series.seconds) for tries in zip(*rounds, strict=True)]


def differing(*ways: Iterable[str | None]) -> int:
    """For how many positions the ways do not all name the same ward."""
    return sum(len(set(codes)) > 1 for codes in zip(*ways, strict=True))


def _one_by_one(find: Find, positions: Positions, *, name: str) -> Series:
    for east, north in positions[:WARM_UP]:
        find(east, north)
    latencies, codes = [], []
    begin = time.perf_counter()
    for east, north in positions:
        start = time.perf_counter()
        codes.append(find(east, north))
        latencies.append(time.perf_counter() - start)
    return Series(name, latencies, time.perf_counter() - begin, codes)


def _query(connection: psycopg.Connection) -> Find:
    def find(east: float, north: float) -> str | None:
        row = connection.execute(_BARE, (east, north), prepare=True).fetchone()
        return row[0] if row else None

    return find


def _tree(landmarks: Landmarks) -> Find:
    tree, codes = shapely.STRtree(landmarks.shapes), landmarks.codes

    def find(east: float, north: float) -> str | None:
        hits = tree.query(shapely.Point(east, north), predicate="intersects")
        return min((codes[hit] for hit in hits), default=None)

    return find


def _find_over_http(place: Scratch, port: int, shares: list[Positions], *, name: str) -> Series:
    paths = [[f"/wards/find.json?lat={north}&lon={east}" for east, north in share] for share in shares]
    return _over_http(place, port, paths, name=name, read=_code)


def _over_http(
    place: Scratch, port: int, shares: list[list[str]], *, name: str, read: Callable[[Answer], str | None] = str
) -> Series:
    answers, seconds = ask_together(place, port, shares)
    return Series(name, [answer.seconds for answer in answers], seconds, [read(answer) for answer in answers])


def _code(answer: Answer) -> str | None:
    """The code in an answer of `/wards/find.json`; None where it says that there is no ward.

    Raises:
        RuntimeError: the server answered neither.
    """
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise RuntimeError(f"the server answered {answer.status}: {answer.body[:200]}")
    return json.loads(answer.body)["ward"]["code"]
