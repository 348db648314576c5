"""Where catalogues lie, and reading and writing them so that a change shows as little as it is."""

from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

# Plural forms as the Unicode CLDR has them; a catalogue without them would take English's.
PLURALS = {
    "zu": "nplurals=2; plural=(n == 0 || n == 1 ? 0 : 1);",
}
WIDTH = 120


def translated_languages() -> list[str]:
    """Codes of the languages that need a catalogue: all that are offered but the one the sentences are written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def place_of(language: str) -> Path:
    """The catalogue of a language, which need not exist yet."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> polib.POFile:
    """The catalogue of a language; empty where it has none yet."""
    place = place_of(language)
    return polib.pofile(str(place)) if place.exists() else polib.POFile()


def as_text(catalogue: polib.POFile, language: str) -> str:
    """A catalogue as it is kept: no dates and no names that change with every run, in the order of the files."""
    catalogue.wrapwidth = WIDTH
    catalogue.header = "What the interface says in this language. docs/languages.md says how to work on it."
    catalogue.metadata = {
        "Project-Id-Version": "Imbizo",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return f"{catalogue}".rstrip("\n") + "\n"


def write_catalogue(catalogue: polib.POFile, language: str) -> None:
    """Put a catalogue into its place."""
    place = place_of(language)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(as_text(catalogue, language), encoding="utf-8")
