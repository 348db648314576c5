"""`manage.py verify_timeline`: does what is written about cases still stand as it was written?"""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from engagement.models import Case
from engagement.queries.concerns import altered_concerns
from engagement.queries.timeline import End, lost_since, timeline_ends, timeline_faults
from engagement.rules.chain import Fault
from engagement.rules.references import MalformedReferenceError, parse_reference

SENTENCES = {
    Fault.MISSING: "event {sequence} is missing",
    Fault.ALTERED: "event {sequence} was altered",
    Fault.REORDERED: "event {sequence} stood at another place",
    Fault.CUT: "later events than {sequence} are missing, or what the case remembers of its end was altered",
}
COLUMNS = ["reference", "length", "head"]


class Command(BaseCommand):
    """Names every event that was altered, moved or removed. An erasure that another event tells of is in order."""

    help = "Verify the timelines of all cases, or of those named. docs/timeline.md says what this proves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="*", metavar="REFERENCE", help="Leave out for every case.")
        parser.add_argument(
            "--heads", metavar="FILE", type=Path, help="write how each timeline ends, to keep on another machine"
        )
        parser.add_argument(
            "--against", metavar="FILE", type=Path, help="find the cases that lost events since FILE was written"
        )

    def handle(self, *_args: Any, references: list[str], **options: Any) -> None:
        cases = self._cases(references)
        kept = list(_read(options["against"])) if options["against"] else []
        found = [
            f"{fault.case}: {SENTENCES[fault.fault].format(sequence=fault.sequence)}"
            for fault in timeline_faults(cases)
        ]
        found += [f"{end.case}: lost its event {end.length}, or all, since the file" for end in lost_since(kept)]
        found += [f"{reference}: pages show other words than were raised" for reference in altered_concerns(cases)]
        for line in found:
            self.stdout.write(line)
        if found:
            kept_back = " No heads were written: they would fix what is at fault." if options["heads"] else ""
            raise CommandError(
                f"{len(found)} faults. Where every event was altered, TIMELINE_KEYS may lack the key that sealed them."
                f"{kept_back}"
            )
        if options["heads"]:
            _write(options["heads"], timeline_ends(cases))
        self.stdout.write(f"{cases.count()} timelines verified: nothing altered, moved or missing.")

    def _cases(self, references: list[str]) -> QuerySet[Case]:
        cases = Case.objects.order_by("pk")
        if not references:
            return cases
        try:
            wanted = [parse_reference(reference) for reference in references]
        except MalformedReferenceError:
            raise CommandError("One of these is no reference. A reference looks like KH-7F3K-92Q8.") from None
        found = cases.filter(reference__in=wanted)
        missing = set(wanted) - set(found.values_list("reference", flat=True))
        if missing:
            raise CommandError(f"No case is known as {', '.join(sorted(missing))}.")
        return found


def _write(path: Path, ends: Iterator[End]) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(COLUMNS)
            rows.writerows((end.case, end.length, end.link) for end in ends)
    except FileExistsError:
        raise CommandError(f"{path} exists. Earlier heads are evidence: name a new file.") from None
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def _read(path: Path) -> Iterator[End]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield End(row["reference"], int(row["length"]), row["head"])
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{path} is no file that --heads wrote.") from error
