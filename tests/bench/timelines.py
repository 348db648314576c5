"""Verifying a million events of timelines, beside only reading the same rows."""

import re

from tests.bench.process import Cost, run_measured
from tests.bench.report import Table
from tests.bench.scratch import Scratch

CASES, EVENTS_EACH = 100_000, 10


def measure_verification(place: Scratch) -> Table:
    """Write timelines, verify all of them as an operator does, and read them. The demo must be loaded."""
    run_measured(place, "tests/bench/writing_timelines.py", str(CASES), str(EVENTS_EACH))
    with place.connect() as connection:
        connection.execute("ANALYZE")
        events = connection.execute("SELECT count(*) FROM engagement_timelineevent").fetchone()[0]
        cases = connection.execute("SELECT count(*) FROM engagement_case").fetchone()[0]
    read = run_measured(place, "tests/bench/reading_timelines.py")
    ours = run_measured(place, "manage.py", "verify_timeline")
    if not re.search(rf"^{cases} timelines verified", ours.output, flags=re.MULTILINE):
        raise SystemExit(f"The timelines were not verified: {ours.output[:500]}")
    return Table(
        title=f"Verification of {events:,} events of {cases:,} timelines",
        columns=["", "seconds", "events a second", "peak memory"],
        rows=[
            _row("`verify_timeline`: each link, digest and head computed anew", ours, events),
            _row("baseline: the same rows read in the same order", read, events),
        ],
        notes=["Seconds from starting the process to its end."],
    )


def _row(name: str, cost: Cost, events: int) -> list[str]:
    return [name, f"{cost.seconds:.1f}", f"{events / cost.seconds:,.0f}", cost.peak]
