"""Switch the page for maintenance on and off: `manage.py maintenance on --until 16:30`."""

from argparse import ArgumentParser
from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.services.away import begin_maintenance, end_maintenance, maintenance
from cms.views.away import maintenance_pages


class Command(BaseCommand):
    help = "Answer every request with a page that says the site is being worked on, and when it is back."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("switch", choices=["on", "off", "status"])
        parser.add_argument(
            "--until",
            help="when the site is expected back: 16:30 (today, or tomorrow if past) or 2026-05-01T16:30",
        )

    def handle(self, *args: Any, switch: str, until: str | None, **options: Any) -> None:
        at = timezone.now()
        if until and switch != "on":
            raise CommandError("--until goes with `on`.")
        if switch == "off":
            self.stdout.write("The site serves again." if end_maintenance() else "Maintenance was not on.")
            return
        if switch == "on":
            try:
                end = _moment(until, at) if until else None
                begin_maintenance(until=end, pages=maintenance_pages(end), at=at)
            except (ValueError, OSError) as error:
                raise CommandError(str(error)) from error
        self._tell()

    def _tell(self) -> None:
        found = maintenance()
        if found is None:
            self.stdout.write("Maintenance is off.")
        elif found.until is None:
            self.stdout.write("Maintenance is on, without an end. `manage.py maintenance off` ends it.")
        else:
            until = timezone.localtime(found.until)
            self.stdout.write(f"Maintenance is on; people are told {until:%Y-%m-%d %H:%M}. It ends with `off` alone.")


def _moment(text: str, at: datetime) -> datetime:
    """A time of day, or a day with its time, in the site's time zone.

    Raises:
        ValueError: it is neither.
    """
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text} is no time. Write 16:30 or 2026-05-01T16:30.") from None
        return moment if moment.tzinfo else timezone.make_aware(moment)
    today = timezone.localtime(at)
    moment = timezone.make_aware(datetime.combine(today.date(), clock))
    return moment if moment > at else moment + timedelta(days=1)
