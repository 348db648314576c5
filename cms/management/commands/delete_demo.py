"""Take the demo away."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.loading import delete
from cms.demo.mode import require_demo_mode


class Command(BaseCommand):
    help = "Delete the demo's municipalities with all that was done there, its accounts and its messages."

    def handle(self, *args: Any, **options: Any) -> None:
        require_demo_mode()
        self.stdout.write("The demo is deleted." if delete() else "There is no demo to delete.")
