"""Catalogues are compiled where they changed, in one move, and a broken one is named."""

import gettext
import os
from pathlib import Path

import pytest

from launch import catalogues, checkout
from launch.messages import RefusedError

pytestmark = pytest.mark.ops

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of a checkout that has no other file."""
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    place = tmp_path / "locale" / "zu" / "LC_MESSAGES" / "django.po"
    place.parent.mkdir(parents=True)
    place.write_text(HEAD + 'msgid "Ward"\nmsgstr "Iwadi"\n')
    return place


def said(source: Path, sentence: str) -> str:
    with source.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext(sentence)


def test_a_clean_checkout_has_its_words_after_the_first_set_up(source: Path) -> None:
    assert catalogues.compile_stale() == [source]
    assert said(source, "Ward") == "Iwadi"
    assert [file.name for file in sorted(source.parent.iterdir())] == ["django.mo", "django.po"]


def test_what_did_not_change_is_left_alone(source: Path) -> None:
    catalogues.compile_stale()
    assert catalogues.compile_stale() == []
    source.write_text(HEAD + 'msgid "Ward"\nmsgstr "Iwadi lakho"\n')
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert catalogues.compile_stale() == [source]
    assert said(source, "Ward") == "Iwadi lakho"


def test_a_translation_that_lost_a_placeholder_is_refused_and_the_old_words_stay(source: Path) -> None:
    catalogues.compile_stale()
    source.write_text(HEAD + '#, python-format\nmsgid "Ward %(number)s"\nmsgstr "Iwadi"\n')
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    with pytest.raises(RefusedError, match=r"locale/zu/LC_MESSAGES/django\.po cannot be compiled:\n.*number"):
        catalogues.compile_stale()
    assert said(source, "Ward") == "Iwadi"
    assert [file.name for file in sorted(source.parent.iterdir())] == ["django.mo", "django.po"]
