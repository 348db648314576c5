"""Write the pages that the web server shows while Imbizo is away: `manage.py away_pages`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.services.away import write_away_pages
from cms.views.away import pages_alone


class Command(BaseCommand):
    help = "Write the pages that the web server shows by itself into AWAY_ROOT, in each language."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = write_away_pages(pages=pages_alone())
        except OSError as error:
            raise CommandError(f"AWAY_ROOT cannot be written: {error.strerror}.") from error
        for path in written:
            self.stdout.write(str(path))
