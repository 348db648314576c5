"""The catalogues that are kept: up to date, and with the placeholders of the sentences they translate."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from cms.catalogues.extraction import extract
from cms.catalogues.files import as_text, place_of, read_catalogue, translated_languages
from cms.catalogues.merging import UNCONFIRMED, merge

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")


@pytest.fixture(scope="module")
def sentences() -> polib.POFile:
    return extract()


def forms_of(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())


def differing_placeholders(entry: polib.POEntry) -> list[str]:
    """Translations of an entry that lack a placeholder of the sentence, or have one that it lacks."""
    of_sentence = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
    return [form for form in forms_of(entry) if form and set(PLACEHOLDER.findall(form)) != of_sentence]


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    assert translated_languages() == ["zu"]
    assert all(place_of(language).exists() for language in translated_languages())


def test_sentences_of_code_and_of_templates_are_found(sentences: polib.POFile) -> None:
    endings = {Path(file).suffix for entry in sentences for file, _line in entry.occurrences}
    assert endings == {".py", ".html", ".txt"}


@pytest.mark.parametrize("language", translated_languages())
def test_a_catalogue_is_as_make_messages_leaves_it(language: str, sentences: polib.POFile) -> None:
    kept = place_of(language).read_text(encoding="utf-8")
    up_to_date = as_text(merge(read_catalogue(language), sentences), language)
    assert kept == up_to_date, "run `make messages` and commit locale/"


@pytest.mark.parametrize("language", translated_languages())
def test_translations_have_the_placeholders_of_their_sentences(language: str) -> None:
    assert [form for entry in read_catalogue(language) for form in differing_placeholders(entry)] == []


def test_a_lost_placeholder_is_noticed() -> None:
    counted = polib.POEntry(msgid="%(n)s ward", msgid_plural="%(n)s wards")
    counted.msgstr_plural = {0: "iwadi", 1: "amawadi angu-%(n)s"}
    assert differing_placeholders(counted) == ["iwadi"]
    assert differing_placeholders(polib.POEntry(msgid="Ward %(number)s", msgstr="Iwadi"))
    assert not differing_placeholders(polib.POEntry(msgid="Ward %(number)s", msgstr="Iwadi %(number)s"))


def test_the_command_refuses_a_catalogue_that_is_out_of_date(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]):
        with pytest.raises(CommandError, match=r"out of date: zu\. Run `make messages`"):
            call_command("update_catalogues", check=True, verbosity=0)
        assert list(tmp_path.iterdir()) == []
        call_command("update_catalogues", verbosity=0)
        call_command("update_catalogues", check=True, verbosity=0)
        made = polib.pofile(str(tmp_path / "zu" / "LC_MESSAGES" / "django.po"))
    assert {entry.tcomment for entry in made} == {UNCONFIRMED}
    assert Path(settings.LOCALE_PATHS[0]).name == "locale"


def test_a_sign_of_per_cent_is_no_placeholder(sentences: polib.POFile) -> None:
    flagged = {entry.msgid: entry.flags for entry in sentences if "format" in "".join(entry.flags)}
    assert flagged["Words 40 % longer"] == ["no-python-format"]
    assert flagged["Ward %(number)s"] == ["python-format"]
