"""Bring the catalogues up to date with the sentences of code and templates, and say what is done in each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.catalogues.extraction import extract
from cms.catalogues.files import as_text, place_of, read_catalogue, translated_languages, write_catalogue
from cms.catalogues.merging import merge, progress


class Command(BaseCommand):
    help = "Bring the catalogues of locale/ up to date with the sentences of code and templates, and count them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail where one is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        sentences = extract()
        stale = []
        for language in translated_languages():
            merged = merge(read_catalogue(language), sentences)
            place = place_of(language)
            if not place.exists() or place.read_text(encoding="utf-8") != as_text(merged, language):
                stale.append(language)
            if not check:
                write_catalogue(merged, language)
            done = progress(merged)
            self.stdout.write(
                f"{language}: {done.sentences} sentences, {done.translated} translated,"
                f" {done.confirmed} confirmed by a speaker"
            )
        if check and stale:
            raise CommandError(f"out of date: {', '.join(stale)}. Run `make messages` and commit locale/.")
