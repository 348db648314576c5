"""Add the ward of each point to a file of points."""

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wards.importers.cells import plain_cell
from wards.importers.limits import TableError
from wards.importers.points import PointsFile, open_points
from wards.management.importing import day
from wards.queries.days import DayOrMoment
from wards.queries.points import PointWard, find_wards_of_points
from wards.rules.positions import NoPosition, Position

ADDED = ("ward_code", "ward_number", "ward_name", "municipality_code", "ward_note")
ON_BORDER, OUTSIDE = "on a border", "outside every ward"
NOTES = {
    NoPosition.MISSING: "no position",
    NoPosition.UNREADABLE: "position is not two numbers",
    NoPosition.ZERO: "position is zero, zero",
    NoPosition.OFF_EARTH: "position is not on the earth",
}


class Command(BaseCommand):
    help = (
        "Add columns with the ward of each point to a CSV file of points. Positions are decimal degrees (WGS 84); "
        "a point on a border goes to the lower code and says so. Example: find_wards stations.csv --output found.csv"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--on",
            metavar="DATE",
            type=day,
            help="the day whose wards count; today, in each municipality's time zone, when left out",
        )
        parser.add_argument("--lat", default="", metavar="COLUMN", help="the column of latitudes")
        parser.add_argument("--lon", default="", metavar="COLUMN", help="the column of longitudes")
        parser.add_argument("--output", metavar="OUT", type=Path, help="where to write; the console when left out")

    def handle(self, **given: Any) -> None:
        try:
            points = open_points(given["file"], longitude=given["lon"], latitude=given["lat"])
            if given["output"] and given["output"].resolve() == points.path.resolve():
                raise CommandError("--output is the file itself. Choose another name.")
            with _writing(given["output"], self.stdout) as out:
                counts = _add_wards(points, given["on"] or timezone.now(), out)
        except TableError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(
            f"{counts.total()} rows: {counts['found']} in a ward, {counts[ON_BORDER]} on a border, "
            f"{counts[OUTSIDE]} outside every ward, {counts['unread']} without a position that can be read."
        )


def _add_wards(points: PointsFile, on: DayOrMoment, out: TextIO) -> Counter:
    """Write every row with its ward; returns how many rows there are of each kind.

    The file is read twice, once for the positions and once for the rows, so that its size does not matter.
    """
    writer = csv.writer(out, delimiter=points.delimiter, lineterminator="\n")
    writer.writerow([*points.columns, *_headings(points.columns)])
    answers = find_wards_of_points(_positions(points), on)
    counts: Counter = Counter()
    answer = next(answers, None)
    for number, cells in enumerate(points.rows(), start=1):
        mine = answer if answer and answer.row == number else None
        if mine:
            answer = next(answers, None)
        note = _note(points, cells, mine)
        counts[_kind(note)] += 1
        writer.writerow([*cells, *_ward_cells(mine), note])
    return counts


def _positions(points: PointsFile) -> Iterator[tuple[int, float, float]]:
    for number, cells in enumerate(points.rows(), start=1):
        position = points.position(cells)
        if isinstance(position, Position):
            yield number, *position


def _headings(columns: tuple[str, ...]) -> list[str]:
    """The names of the added columns; one that the file has already is told apart."""
    return [f"found_{name}" if name in columns else name for name in ADDED]


def _ward_cells(found: PointWard | None) -> list[str | int]:
    if found is None:
        return ["", "", "", ""]
    number = "" if found.number is None else found.number
    return [plain_cell(found.code), number, plain_cell(found.name), plain_cell(found.municipality)]


def _note(points: PointsFile, cells: list[str], found: PointWard | None) -> str:
    if found:
        return ON_BORDER if found.on_border else ""
    position = points.position(cells)
    return OUTSIDE if isinstance(position, Position) else NOTES[position]


def _kind(note: str) -> str:
    if note in (ON_BORDER, OUTSIDE):
        return note
    return "unread" if note else "found"


@contextmanager
def _writing(path: Path | None, console: Any) -> Iterator[TextIO]:
    """The console, or a file that appears under its name only when it is whole."""
    if path is None:
        yield console
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
