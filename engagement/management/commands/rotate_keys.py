"""`manage.py rotate_keys`: put everything that is encrypted under the newest keys, while the site runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engagement.services.keys import BATCH, Rotated, rotate_keys


class Command(BaseCommand):
    """Renews what lies under older keys, and says where that is not possible."""

    help = "Encrypt everything with the first of FIELD_KEYS, and find it by the first of BLIND_INDEX_KEYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Counting alone, and how many rows are read at once."""
        parser.add_argument("--dry-run", action="store_true", help="count alone, change nothing")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows that are read at once (%(default)s)")

    def handle(self, *, dry_run: bool, batch: int, verbosity: int, **options: Any) -> None:
        """Renew, tell what was done, and fail where an old key is still needed.

        Raises:
            CommandError: something is left under an old key.
        """

        def told(so_far: Rotated) -> None:
            if verbosity > 1:
                self.stdout.write(f"{so_far.table}: {so_far.seen} rows so far")

        found = rotate_keys(dry_run=dry_run, batch=batch, told=told)
        verb = "would be renewed" if dry_run else "renewed"
        for rotated in found:
            self.stdout.write(f"{rotated.table}: {rotated.seen} rows, {rotated.renewed} {verb}")
            for column in rotated.stuck:
                self.stdout.write(
                    f"  {column}: no value is kept beside it, so it stays under its key until it is deleted"
                )
        left = sum(rotated.left + (rotated.renewed if dry_run else 0) for rotated in found)
        unreadable = sum(rotated.unreadable for rotated in found)
        if unreadable:
            raise CommandError(
                f"No key reads {unreadable} rows: a key that was used before is missing from FIELD_KEYS."
            )
        if left and not dry_run:
            raise CommandError(f"{left} rows were being written: run this once more.")
        if not left:
            self.stdout.write("Everything lies under the newest keys.")
