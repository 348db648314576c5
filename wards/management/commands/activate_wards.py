"""Put an edition of ward boundaries in force, or take it back, from the console."""

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from wards.management.finding import find_edition, find_municipality
from wards.management.importing import day
from wards.models import Activation, Delimitation, Municipality
from wards.services.activations import ActivationError, activate_delimitation, undo_activation


class Command(BaseCommand):
    help = (
        "Put an edition of ward boundaries in force in a municipality from a day on, or undo that. "
        "Example: activate_wards 2026 --municipality JHB --on 2026-11-04"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's short name, such as 2026")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--municipality", metavar="CODE", action="append", help="its code, such as JHB; repeatable")
        where.add_argument("--all", action="store_true", help="every municipality that has wards in this edition")
        parser.add_argument("--country", metavar="CC", help="needed where two countries have an edition of this name")
        parser.add_argument("--on", metavar="DATE", type=day, required=True, help="the first day: 2026-11-04")
        parser.add_argument("--undo", action="store_true", help="take back what was set for this day")

    def handle(self, **options: Any) -> None:
        delimitation = find_edition(options["edition"], options["country"])
        municipalities = _find_municipalities(delimitation, options["municipality"])
        carry_out = self._undo if options["undo"] else self._activate
        with transaction.atomic():
            for municipality in municipalities:
                try:
                    carry_out(municipality, delimitation, options["on"], timezone.now())
                except ActivationError as error:
                    raise CommandError(f"{error} Nothing was changed.") from error

    def _activate(self, municipality: Municipality, delimitation: Delimitation, on: date, at: datetime) -> None:
        activate_delimitation(municipality=municipality, delimitation=delimitation, starts_on=on, by=None, at=at)
        self.stdout.write(f"{municipality.code}: {delimitation} counts from {on}.")

    def _undo(self, municipality: Municipality, delimitation: Delimitation, on: date, at: datetime) -> None:
        activation = (
            Activation.objects.filter(municipality=municipality, delimitation=delimitation, starts_on=on)
            .order_by("undone_at")
            .last()
        )
        if activation is None:
            raise CommandError(
                f"{delimitation} was never set to count in {municipality.code} from {on}. Nothing was changed."
            )
        undo_activation(activation=activation, by=None, at=at)
        self.stdout.write(f"{municipality.code}: {delimitation} from {on} is undone.")


def _find_municipalities(delimitation: Delimitation, codes: list[str] | None) -> list[Municipality]:
    if not codes:
        return list(Municipality.objects.filter(wards__delimitation=delimitation).distinct().order_by("code"))
    return [find_municipality(code, delimitation.country) for code in codes]
