"""Load municipalities and districts: their names, categories and where they belong."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wards.enums import ImportState
from wards.importers.boundaries.formats import CODE, DISTRICT, NAME
from wards.management.importing import add_time_zone
from wards.services.municipality_imports import MunicipalityImportOptions, import_municipalities


class Command(BaseCommand):
    help = (
        "Load municipalities and districts from a spatial file or its table (.dbf), over those that are there. "
        "import_wards does this by itself where the file of wards has such layers; it leaves names alone that exist."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--country", metavar="CC", type=str.upper, required=True, help="two letters, such as ZA")
        parser.add_argument("--layer", default="", help="only this one")
        parser.add_argument("--code", metavar="PATTERN", help="the column that holds a municipality's code")
        parser.add_argument("--name", metavar="PATTERN", help="the column that holds its name")
        parser.add_argument("--district", metavar="PATTERN", help="the column that holds the code of its district")
        add_time_zone(parser)
        parser.add_argument("--dry-run", action="store_true", help="do everything, change nothing")

    def handle(self, **given: Any) -> None:
        options = MunicipalityImportOptions(
            country=given["country"],
            columns={fact: given[fact] for fact in (CODE, NAME, DISTRICT) if given[fact]},
            layer=given["layer"],
            time_zone=given["time_zone"],
            dry_run=given["dry_run"],
        )
        report = import_municipalities(path=given["file"], options=options, by=None, at=timezone.now())
        if report.state == ImportState.REFUSED:
            raise CommandError(f"{report.problems[0]['message']}\nNothing was changed (report {report.pk}).")
        done = "Dry run, nothing was changed; it would be:" if report.dry_run else "Loaded:"
        self.stdout.write("{} {added} added, {changed} changed of {read}.".format(done, **report.counts))
