"""Many positions at once: `find_wards` on a file, beside a bare PostGIS join and shapely's tree in memory."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psycopg
import shapely

from tests.bench.landmarks import Landmarks
from tests.bench.lookups import differing
from tests.bench.process import Cost, run_measured
from tests.bench.report import Table
from tests.bench.scratch import Scratch

ROUNDS = 2

_STAGE = "CREATE TEMPORARY TABLE asked (row int, point geometry(Point, 4326))"
_JOIN = """
    SELECT row, min(code COLLATE "C") FROM asked LEFT JOIN wards_ward ON ST_Intersects(boundary, point)
    GROUP BY row ORDER BY row
"""

Codes = list[str | None]


def measure_bulk(place: Scratch, landmarks: Landmarks) -> Table:
    """Find the wards of all positions in each way, and compare the answers."""
    asked, found = place.folder / "asked.csv", place.folder / "found.csv"
    _write(asked, landmarks)
    costs = [run_measured(place, "manage.py", "find_wards", str(asked), "--output", str(found)) for _ in range(ROUNDS)]
    ours = min(costs, key=lambda cost: cost.seconds)
    with place.connect() as connection:
        joined, joining = _quickest(lambda: _join(connection, landmarks))
    indexed, indexing = _quickest(lambda: _ask_tree(landmarks))
    codes, notes = _read(found)
    borders = differing(*(_on_border(way, notes) for way in (codes, joined, indexed)))
    count = len(landmarks.positions)
    return Table(
        title=f"{count:,} positions at once ({landmarks.title})",
        columns=["", "seconds", "positions a second", "peak memory"],
        rows=[
            _row("`find_wards`: file to file, from start to end of the process", ours.seconds, count, ours),
            _row("baseline: bare PostGIS, COPY and join, from and to memory", joining, count),
            _row("baseline: shapely STRtree, from and to memory", indexing, count),
        ],
        notes=[
            f"Positions that are given different wards: {differing(codes, joined, indexed)}. Of these, {borders} lie "
            "within a centimetre of a border, where `find_wards` names the lower code and says so.",
            f"The quickest of {ROUNDS} rounds of each.",
        ],
    )


def _row(name: str, seconds: float, count: int, cost: Cost | None = None) -> list[str]:
    return [name, f"{seconds:.2f}", f"{count / seconds:,.0f}", cost.peak if cost else "-"]


def _write(file: Path, landmarks: Landmarks) -> None:
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("lon", "lat"))
        rows.writerows(landmarks.positions)


def _read(file: Path) -> tuple[Codes, list[str]]:
    """The code and the note of each row."""
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row["ward_code"] or None for row in rows], [row["ward_note"] for row in rows]


def _on_border(codes: Codes, notes: list[str]) -> Codes:
    """The codes of those rows alone that say that they lie on a border."""
    return [code for code, note in zip(codes, notes, strict=True) if note == "on a border"]


def _quickest(way: Callable[[], Codes]) -> tuple[Codes, float]:
    """The codes, and the seconds of the quickest of ROUNDS tries."""
    tries = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        codes = way()
        tries.append(time.perf_counter() - start)
    return codes, min(tries)


def _join(connection: psycopg.Connection, landmarks: Landmarks) -> Codes:
    connection.execute(_STAGE)
    try:
        with connection.cursor().copy("COPY asked FROM STDIN") as copy:
            for row, (east, north) in enumerate(landmarks.positions):
                copy.write_row((row, f"SRID=4326;POINT({east} {north})"))
        return [code for _, code in connection.execute(_JOIN)]
    finally:
        connection.execute("DROP TABLE asked")


def _ask_tree(landmarks: Landmarks) -> Codes:
    points = shapely.points(np.array(landmarks.positions))
    asked, hits = shapely.STRtree(landmarks.shapes).query(points, predicate="intersects")
    codes: Codes = [None] * len(points)
    # Shapes stand in the order of their codes: from the highest hit down, the lowest is written last.
    for row, hit in sorted(zip(asked.tolist(), hits.tolist(), strict=True), key=lambda pair: -pair[1]):
        codes[row] = landmarks.codes[hit]
    return codes
