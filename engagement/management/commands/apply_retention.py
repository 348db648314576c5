"""`manage.py apply_retention`: let go what was kept long enough. Beat does it every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from engagement.services.retention import apply_retention


class Command(BaseCommand):
    """Lets go, or tells what would go; the report is stored either way."""

    help = "Remove persons, words and files of closed cases whose time is over. docs/concepts.md lists the periods."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Telling alone."""
        parser.add_argument("--dry-run", action="store_true", help="remove nothing, tell what would go")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        """Let go, and tell what."""
        run = apply_retention(at=timezone.now(), dry_run=dry_run)
        for row in run.counts:
            where = f"{row['municipality']}, {row['kind']}" if row["kind"] else "people without any case"
            self.stdout.write(f"{where}: {row['what']} of {row['count']} {'would go' if dry_run else 'went'}")
            for reference in row.get("cases", []):
                self.stdout.write(f"  {reference}")
        if not run.counts:
            self.stdout.write("Nothing was kept too long.")
