"""Load the demo: invented municipalities, people and concerns."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.demo.loading import CROWD, load
from cms.demo.mode import require_demo_mode


class Command(BaseCommand):
    help = "Load the invented municipalities, people and concerns of the demo. Run twice, it loads once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--letters",
            type=int,
            default=getattr(settings, "DEMO_LETTERS", None),
            metavar="N",
            help=f"how many letters are invented ({CROWD}, or what DEMO_LETTERS says)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_demo_mode()
        made = load(at=timezone.now(), crowd=CROWD if options["letters"] is None else options["letters"])
        self.stdout.write("The demo is loaded; /demo/ says who can sign in." if made else "The demo is loaded already.")
