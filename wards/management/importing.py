"""What the import commands share: their options, and how they tell what happened."""

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from wards.enums import ImportConsent, ImportCount, ImportState
from wards.importers.problems import Severity
from wards.models import ImportReport
from wards.rules.time_zones import is_time_zone

SHOWN_PROBLEMS = 50
"""The console shows this many problems; the report holds all."""


def add_time_zone(parser: CommandParser) -> None:
    """The option of every command that brings in municipalities."""
    parser.add_argument(
        "--time-zone",
        metavar="NAME",
        type=_time_zone,
        default="",
        help="of the municipalities, such as Africa/Kinshasa; else their country's, or TIME_ZONE where it has several",
    )


def add_report(parser: CommandParser) -> None:
    """Where the report goes: looked at before anything is changed."""
    parser.add_argument("--report", metavar="OUT.json", type=_destination, help="write the whole report to this file")


def add_table_options(parser: CommandParser) -> None:
    """The options of every command that reads a table."""
    parser.add_argument("file", type=_file, help="CSV (also gzipped), XLSX, GeoJSON or a JSON list")
    parser.add_argument(
        "--column",
        metavar="FIELD=COLUMN",
        type=_pair,
        action="append",
        default=[],
        help="read a field from this column, or from a pattern such as ward='KE-{OBJECTID}' or name='{MCA!title}'",
    )
    parser.add_argument(
        "--where", metavar="COLUMN=VALUE", type=_pair, action="append", default=[], help="only such rows; repeatable"
    )
    parser.add_argument("--sheet", default="", help="of a workbook; else its first")
    parser.add_argument("--encoding", default="", help="of a CSV file; else found out")
    parser.add_argument("--delimiter", default="", help="of a CSV file; else found out")
    parser.add_argument("--leave-out-bad", action="store_true", help="leave out rows with errors, take the rest")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    add_report(parser)


def table_options(options: dict[str, Any]) -> dict[str, Any]:
    """How to read the table, as `ImportReport.options` keeps it."""
    table = {name: options[name] for name in ("sheet", "encoding", "delimiter") if options[name]}
    return {"columns": dict(options["column"]), "where": dict(options["where"]), "table": table}


def consents_of(options: dict[str, Any]) -> set[ImportConsent]:
    """What the operator agreed to by options named like the consents."""
    return {consent for consent in ImportConsent if options.get(consent.value)}


def day(text: str) -> date:
    """A day, for argparse.

    Raises:
        ArgumentTypeError: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-04") from None


def tell(report: ImportReport, out: OutputWrapper, destination: Path | None) -> None:
    """Say what happened, write the report where asked, and end the command with an error if nothing was applied.

    Raises:
        CommandError: the import was refused.
    """
    if destination:
        destination.write_text(json.dumps(as_document(report), ensure_ascii=False, indent=2) + "\n")
    for problem in report.problems[:SHOWN_PROBLEMS]:
        where = f"row {problem['row']}: " if problem["row"] else ""
        out.write(f"{problem['severity']}: {where}{problem['message']}")
    if len(report.problems) > SHOWN_PROBLEMS:
        out.write(f"... and {len(report.problems) - SHOWN_PROBLEMS} more; --report OUT.json writes them all.")
    for name in ImportCount:
        if count := report.counts.get(name):
            out.write(f"{name.label}: {count}")
    if report.state == ImportState.REFUSED:
        raise CommandError(f"Nothing was changed. {_advice(report)}")
    out.write("Dry run: nothing was changed." if report.dry_run else "Applied.")


def as_document(report: ImportReport) -> dict[str, Any]:
    """The whole report as plain values."""
    fields = ("kind", "state", "file_name", "file_digest", "dry_run", "options", "counts", "problems", "preview")
    return {
        **{name: getattr(report, name) for name in fields},
        "municipality": report.municipality and report.municipality.code,
        "edition": report.delimitation and report.delimitation.edition,
        "started_at": report.started_at.isoformat(),
        "finished_at": report.finished_at and report.finished_at.isoformat(),
    }


def _advice(report: ImportReport) -> str:
    if report.preview.get("refused"):
        return _first_error(problem for problem in report.problems if problem["row"] is None)
    missing = set(report.preview.get("asks", [])) - set(report.options["consents"])
    if missing:
        return " ".join(f"{ImportConsent(name).label}: --{name.replace('_', '-')}." for name in sorted(missing))
    return _first_error(report.problems)


def _first_error(problems: Iterable[dict[str, Any]]) -> str:
    return next((problem["message"] for problem in problems if problem["severity"] == Severity.ERROR), "")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name.strip() and equals):
        raise argparse.ArgumentTypeError(f"{text!r} lacks its equals sign; write it as ward=WARD_ID")
    return name.strip(), value.strip()


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def _destination(text: str) -> Path:
    path = Path(text)
    if not path.resolve().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent} to write the report to")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a folder; name a file in it, such as {path / 'report.json'}")
    return path


def _time_zone(text: str) -> str:
    if text and not is_time_zone(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone; write its name as in Africa/Nairobi.")
    return text
