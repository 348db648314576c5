"""Lay a list of councillors over what is known."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wards.enums import ImportKind
from wards.management.finding import find_edition, find_municipality
from wards.management.importing import (
    add_table_options,
    consents_of,
    day,
    table_options,
    tell,
)
from wards.models import Delimitation, Municipality
from wards.queries.councillors import edition_in_force
from wards.services.import_runs import run_import


class Command(BaseCommand):
    help = (
        "Lay a list of a municipality's councillors over what is known: whoever is no longer listed has the term "
        "ended, whoever is new begins one, history stays. Run twice, it changes nothing. "
        "Example: import_councillors councillors.csv --municipality CPT --on 2022-01-31 --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_table_options(parser)
        parser.add_argument("--municipality", metavar="CODE", required=True, help="its code, such as CPT")
        parser.add_argument(
            "--country", metavar="CC", help="needed where two countries have a municipality of this code"
        )
        parser.add_argument("--on", metavar="DATE", type=day, required=True, help="the day on which the list holds")
        parser.add_argument("--edition", help="of the wards that the list names; else the one in force on that day")
        parser.add_argument("--allow-many-ends", action="store_true", help="end more than half of the running terms")
        parser.add_argument(
            "--known-again",
            action="store_true",
            help="a councillor of the same name in another seat is the same person",
        )
        parser.add_argument(
            "--new-person",
            metavar="ROW",
            dest="new_people",
            type=int,
            action="append",
            default=[],
            help="this row names somebody new, though the name is known; repeatable",
        )

    def handle(self, **options: Any) -> None:
        municipality = find_municipality(options["municipality"], options["country"])
        report = run_import(
            kind=ImportKind.COUNCILLORS,
            path=options["file"],
            municipality=municipality,
            delimitation=_find_edition(municipality, options["edition"], options["on"]),
            options={
                "on": options["on"].isoformat(),
                "new_people": options["new_people"],
                **table_options(options),
            },
            consents=consents_of(options),
            dry_run=options["dry_run"],
            at=timezone.now(),
        )
        tell(report, self.stdout, options["report"])


def _find_edition(municipality: Municipality, edition: str | None, on: date) -> Delimitation:
    if edition:
        return find_edition(edition, municipality.country)
    found = edition_in_force(municipality, on)
    if found is None:
        raise CommandError(
            f"No edition of boundaries is in force in {municipality.code} on {on}. "
            "Say whose wards the list names: --edition 2021"
        )
    return found
