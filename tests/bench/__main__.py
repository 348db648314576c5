"""`make bench`: measure, print, and with --write put the figures into docs/performance.md."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from tests.bench import report
from tests.bench.bulk import measure_bulk
from tests.bench.imports import measure_import
from tests.bench.landmarks import choose_source, look_around
from tests.bench.lookups import measure_lookups
from tests.bench.outbox import measure_delivery
from tests.bench.pages import can_measure, measure_pages_of_country, measure_pages_of_demo
from tests.bench.raising import measure_raising
from tests.bench.rates import measure_rates
from tests.bench.scratch import ROOT, Scratch, scratch
from tests.bench.timelines import measure_verification


def measure(place: Scratch) -> Iterator[report.Table]:
    """Everything that is measured, one table after the other."""
    if not can_measure():
        print("Chromium is not installed: what pages weigh was not measured.")
    if can_measure():
        with place.copy("pages") as demo:
            yield measure_pages_of_demo(demo)
            yield measure_rates(demo)
    with place.copy("promises") as demo:
        demo.manage("load_demo")
        yield measure_raising(demo)
        yield measure_delivery(demo)
        yield measure_verification(demo)
    source = choose_source(place)
    yield measure_import(place, source)
    landmarks = look_around(place, source)
    yield measure_lookups(place, landmarks)
    yield measure_bulk(place, landmarks)
    if can_measure():
        yield measure_pages_of_country(place, landmarks.title)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    write = options.parse_args().write
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # so that the scratch place goes
    busy, begin = os.getloadavg()[0], time.monotonic()
    with scratch() as place:
        tables = []
        for table in measure(place):
            tables.append(table)
            print(f"\n{table.as_text()}", flush=True)
    surroundings = f"{report.machine()}; {busy:.1f} processes were busy before."
    print(f"\nMeasured in {time.monotonic() - begin:.0f} s on {surroundings}")
    if write:
        preface = f"Measured on {datetime.now(UTC):%Y-%m-%d} on {surroundings} The clients ran on the same cores."
        report.write_into(ROOT / "docs" / "performance.md", tables, preface=preface)


if __name__ == "__main__":
    main()
