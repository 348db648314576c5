"""`manage.py verify_timeline`: does what is written about cases still stand as it was written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from engagement.models import Case
from engagement.queries.timeline import timeline_faults
from engagement.rules.chain import Fault
from engagement.rules.references import MalformedReferenceError, parse_reference

SENTENCES = {
    Fault.MISSING: "event {sequence} is missing",
    Fault.ALTERED: "event {sequence} was altered",
    Fault.REORDERED: "event {sequence} stood at another place",
}


class Command(BaseCommand):
    """Names every event that was altered, moved or removed. Events erased with a reason are in order."""

    help = "Verify the timelines of all cases, or of those named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="*", metavar="REFERENCE", help="Leave out for every case.")

    def handle(self, *_args: Any, references: list[str], **_options: Any) -> None:
        cases = self._cases(references)
        faults = list(timeline_faults(cases))
        for fault in faults:
            self.stdout.write(f"{fault.case}: {SENTENCES[fault.fault].format(sequence=fault.sequence)}")
        if faults:
            raise CommandError(f"{len(faults)} faults in {len({fault.case for fault in faults})} timelines.")
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
