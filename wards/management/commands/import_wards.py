"""Load the wards of an edition from a spatial file."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.utils import timezone
from tqdm import tqdm

from wards.enums import ImportState
from wards.importers.boundaries.formats import CODE, DISTRICT, MUNICIPALITY, MUNICIPALITY_NAME, NAME, NUMBER
from wards.importers.boundaries.options import DOUBTS, WardImportOptions
from wards.management.importing import add_report, add_time_zone, as_document, day
from wards.models import ImportReport
from wards.services.ward_imports import import_wards

FACTS = (CODE, NUMBER, NAME, MUNICIPALITY_NAME, DISTRICT)
WARNINGS_SHOWN = 20
PATTERN_HELP = "a column, or a pattern such as 'KE-{OBJECTID}', '{WardNo:03d}', '{pcode[2:5]}' or '{COUNTY!title}'"


class Command(BaseCommand):
    help = (
        "Load the wards of an edition from a Shapefile (also zipped), GeoJSON, TopoJSON, GeoPackage or KML. They are "
        "not in force before activate_wards. docs/boundaries.md has examples for every known source."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--country", metavar="CC", type=_country, required=True, help="two letters, such as ZA")
        parser.add_argument("--edition", type=_edition, required=True, help="the edition's short name, such as 2020")
        parser.add_argument("--date", type=day, help="when it was published: 2020-11-26; needed the first time")
        parser.add_argument("--municipality", metavar="CODE", default="", help="only this one, or all belong to it")
        parser.add_argument("--code", metavar="PATTERN", help=f"the ward's code: {PATTERN_HELP}")
        parser.add_argument("--number", metavar="PATTERN", help="the ward's number within its municipality")
        parser.add_argument("--name", metavar="PATTERN", help="the ward's name")
        parser.add_argument("--municipality-code", metavar="PATTERN", help="the code of the ward's municipality")
        parser.add_argument("--municipality-name", metavar="PATTERN", help="its name, used where it is new")
        parser.add_argument("--district", metavar="PATTERN", help="the code of the municipality's district")
        add_time_zone(parser)
        parser.add_argument("--layer", default="", help="which layer holds the wards, where several could")
        parser.add_argument("--crs", default="", help="the reference system that the file does not declare: EPSG:4326")
        parser.add_argument("--encoding", default="", help="of a Shapefile's table, where it does not say: cp1252")
        parser.add_argument("--leave-out-bad", action="store_true", help="load the rows that can be taken")
        parser.add_argument("--start-over", action="store_true", help="take wards away that never counted, then load")
        parser.add_argument("--allow", action="append", choices=DOUBTS, default=[], help="it looks wrong, and is meant")
        parser.add_argument("--dry-run", action="store_true", help="do everything, change nothing")
        add_report(parser)

    def handle(self, **given: Any) -> None:
        with _Bar(self.stderr) as bar:
            report = import_wards(
                path=given["file"], options=_options(given), by=None, at=timezone.now(), progress=bar.show
            )
        if given["report"]:
            given["report"].write_text(json.dumps(as_document(report), ensure_ascii=False, indent=2), "utf-8")
        self._show_rows(report)
        if report.state == ImportState.REFUSED:
            raise CommandError(f"{report.problems[0]['message']}\nNothing was changed (report {report.pk}).")
        self._show_warnings(report)
        self._show_counts(report)

    def _show_rows(self, report: ImportReport) -> None:
        """Every row that cannot be taken, in one line each."""
        by_row: dict[int, list[dict]] = {}
        for problem in report.problems:
            if problem["row"] and problem["severity"] == "error":
                by_row.setdefault(problem["row"], []).append(problem)
        for row, problems in by_row.items():
            ward = f" (ward {problems[0]['ward']})" if problems[0].get("ward") else ""
            self.stderr.write(f"row {row}{ward}: " + " ".join(problem["message"] for problem in problems))

    def _show_warnings(self, report: ImportReport) -> None:
        warnings = [problem for problem in report.problems if problem["severity"] != "error"]
        for problem in warnings[:WARNINGS_SHOWN]:
            where = f"row {problem['row']} (ward {problem['ward']}): " if problem["row"] else ""
            self.stdout.write(where + problem["message"])
        if len(warnings) > WARNINGS_SHOWN:
            self.stdout.write(f"... and {len(warnings) - WARNINGS_SHOWN} more; --report OUT.json writes them all.")

    def _show_counts(self, report: ImportReport) -> None:
        counts, read = report.counts, report.options
        self.stdout.write(
            f"Read {counts['read']} rows of layer {read['layer_read']} ({read['format']}, {read['crs_read']}); "
            f"of other municipalities {counts['elsewhere']}, left out {counts['left_out']}, "
            f"repaired {counts['repaired']}."
        )
        for plural in ("gaps", "overlaps"):
            self.stdout.write(
                f"{counts[plural]} {plural} between neighbours, {counts[f'{plural}_m2']:,} m² together; "
                f"{counts[f'{plural}_slivers']} of them below 100 m²."
            )
        done = "Dry run, nothing was changed; it would be:" if report.dry_run else "Loaded:"
        self.stdout.write(
            f"{done} {counts['added']} wards added, {counts['changed']} changed, {counts['unchanged']} unchanged; "
            f"{counts['municipalities_added']} municipalities added (report {report.pk})."
        )


class _Bar:
    """A progress bar on a terminal, one for each step; silent elsewhere."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = _Plain(stream)
        self.bar: tqdm | None = None

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_error: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def show(self, step: str, done: int, whole: int) -> None:
        """Draw how far a step is; the one before is over."""
        if not self.stream.isatty():
            return
        if self.bar is not None and self.bar.desc != step:
            self.bar.update(self.bar.total - self.bar.n)
            self.bar.close()
            self.bar = None
        if self.bar is None:
            self.bar = tqdm(total=whole, file=self.stream, bar_format="{desc} {percentage:3.0f} %|{bar}|")
            self.bar.set_description_str(step)
        self.bar.total = whole
        self.bar.update(done - self.bar.n)


class _Plain:
    """A command's stream without its colours and its line ends, since a bar is drawn over and over on one line."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> None:
        """Write the text as it is."""
        self.stream.write(text, style_func=str, ending="")


def _options(given: dict[str, Any]) -> WardImportOptions:
    columns = {fact: given[fact] for fact in FACTS if given[fact]}
    if given["municipality_code"]:
        columns[MUNICIPALITY] = given["municipality_code"]
    return WardImportOptions(
        country=given["country"],
        edition=given["edition"],
        published_on=given["date"],
        municipality=given["municipality"],
        columns=columns,
        layer=given["layer"],
        crs=given["crs"],
        encoding=given["encoding"],
        time_zone=given["time_zone"],
        leave_out_bad=given["leave_out_bad"],
        start_over=given["start_over"],
        allow=frozenset(given["allow"]),
        dry_run=given["dry_run"],
    )


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no country; write its two letters, such as ZA.")
    return text.upper()


def _edition(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no name of an edition; write one such as 2020.")
    return text
