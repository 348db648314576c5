"""`manage.py make_site`: give a municipality its own site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.services.sites import SiteError, make_site
from cms.services.ward_pages import keep_ward_pages
from wards.management.finding import find_municipality


class Command(BaseCommand):
    """Safe to run again: it moves the site to another host, and adds what is missing."""

    help = "Give a municipality its own site: pages in every language, ward pages, editors, publishers and a workflow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("municipality", metavar="CODE")
        parser.add_argument("--country", metavar="CC", help="needed where two countries write the same code")
        parser.add_argument("--host", required=True, help="as browsers ask for it, such as www.example.org")
        parser.add_argument("--port", type=int, default=443, help="443 with HTTPS (the default), 80 without")

    def handle(
        self, *_args: Any, municipality: str, country: str | None, host: str, port: int, **_options: Any
    ) -> None:
        place = find_municipality(municipality, country)
        try:
            made = make_site(municipality=place, hostname=host, port=port)
        except SiteError as error:
            raise CommandError(str(error)) from None
        place.refresh_from_db()
        kept = keep_ward_pages(municipality=place, at=timezone.now())
        self.stdout.write(f"{place} stands at {made.site.root_url}: {kept.made} ward pages made.")
        self.stdout.write(f"Who edits: manage.py appoint EMAIL --municipality {place.code} --role editor")
