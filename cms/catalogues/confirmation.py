"""Whether a speaker has confirmed what a language's catalogue says."""

import functools

from cms.catalogues.files import place_of, translated_languages
from cms.catalogues.merging import UNCONFIRMED


@functools.cache
def is_unconfirmed(language: str) -> bool:
    """Whether any entry of a language's catalogue still waits for a speaker. Read once for each process.

    Looks for the note's words in the file instead of reading the catalogue: that takes a millisecond.
    """
    if language not in translated_languages():
        return False
    place = place_of(language)
    return place.exists() and f"# {UNCONFIRMED}\n" in place.read_text(encoding="utf-8")
