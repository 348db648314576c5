"""Bring the places of a gazetteer in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from wards.enums import ImportKind, PlaceKind
from wards.management.finding import find_municipality
from wards.management.importing import add_table_options, consents_of, table_options, tell
from wards.services.import_runs import run_import


class Command(BaseCommand):
    help = (
        "Bring named places in, by which residents find their ward. A place is known again by its number in the "
        "source, or else by its name and position; run twice, it changes nothing. "
        'Example: import_places cities500.json --country ZA --kind town --source "GeoNames, CC BY 4.0"'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_table_options(parser)
        parser.add_argument("--country", metavar="CC", required=True, help="ISO 3166-1 code of two letters, such as ZA")
        parser.add_argument(
            "--source", required=True, help="where the places are from, with the attribution it asks for"
        )
        parser.add_argument(
            "--kind",
            choices=PlaceKind.values,
            default=PlaceKind.OTHER.value,
            help="of places of which the file says none",
        )
        parser.add_argument("--municipality", metavar="CODE", help="take only places on its ground")
        parser.add_argument("--keep-outside", action="store_true", help="take places outside every ward too")

    def handle(self, **options: Any) -> None:
        country = options["country"].upper()
        code = options["municipality"]
        report = run_import(
            kind=ImportKind.PLACES,
            path=options["file"],
            municipality=find_municipality(code, country) if code else None,
            delimitation=None,
            options={
                "country": country,
                "source": options["source"][:100],
                "kind": options["kind"],
                "keep_outside": options["keep_outside"],
                **table_options(options),
            },
            consents=consents_of(options),
            dry_run=options["dry_run"],
            at=timezone.now(),
        )
        tell(report, self.stdout, options["report"])
