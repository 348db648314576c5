"""What is borrowed from packages is what they say, so that our catalogue reaches it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.forms import EmailField
from django.utils import translation
from django.utils.timesince import timesince

from cms.catalogues.extraction import extract

BORROWED = "cms/catalogues/borrowed.py"
ENGLISH = "locale/en/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def of_packages() -> set[tuple[str | None, str]]:
    places = [
        *(Path(django.__file__).parent / part / ENGLISH for part in ("conf", "contrib/auth")),
        *Path(allauth.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.po"),
    ]
    found = {(entry.msgctxt, entry.msgid) for place in places for entry in polib.pofile(str(place))}
    assert len(places) > 2
    return found


def test_each_borrowed_sentence_is_one_of_the_package(of_packages: set[tuple[str | None, str]]) -> None:
    borrowed = {
        (entry.msgctxt, entry.msgid) for entry in extract() if BORROWED in [file for file, _line in entry.occurrences]
    }
    assert len(borrowed) > 60
    assert borrowed - of_packages == set()


def test_what_django_says_itself_is_said_in_isizulu() -> None:
    at = datetime(2026, 4, 14, tzinfo=UTC)
    with translation.override("zu"):
        assert str(EmailField().error_messages["required"]) == "Le ndawo kumele igcwaliswe."
        assert timesince(at, at + timedelta(days=3)) == "izinsuku\u00a0ezingu\u20113"
        assert timesince(at, at + timedelta(days=1)) == "usuku\u00a0olungu\u20111"
