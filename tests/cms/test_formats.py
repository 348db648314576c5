"""Dates read day before month, on public pages and in the workspace, in each language's own words."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import dates, formats, translation
from django.utils.numberformat import format as number_format

AT = datetime(2026, 4, 14, 14, 30, tzinfo=UTC)


SHOWN = [
    ("en", "DATE_FORMAT", "Tuesday 14 April 2026"),
    ("en", "DATETIME_FORMAT", "Tuesday 14 April 2026, 16:30"),
    ("en", "SHORT_DATE_FORMAT", "14 April 2026"),
    ("en", "SHORT_DATETIME_FORMAT", "14 April 2026, 16:30"),
    ("en", "YEAR_MONTH_FORMAT", "April 2026"),
    ("en", "TIME_FORMAT", "16:30"),
    ("zu", "DATE_FORMAT", "ULwesibili, 14 Ephreli 2026"),
    ("zu", "DATETIME_FORMAT", "ULwesibili, 14 Ephreli 2026, 16:30"),
    ("zu", "SHORT_DATE_FORMAT", "14 Ephreli 2026"),
    ("zu", "SHORT_DATETIME_FORMAT", "14 Ephreli 2026, 16:30"),
    ("zu", "YEAR_MONTH_FORMAT", "Ephreli 2026"),
    ("zu", "TIME_FORMAT", "16:30"),
]


@pytest.mark.parametrize(("language", "name", "shown"), SHOWN)
def test_each_format_reads_day_before_month(language: str, name: str, shown: str) -> None:
    with translation.override(language):
        assert Template(f'{{{{ at|date:"{name}" }}}}').render(Context({"at": AT})) == shown


def test_every_language_names_every_month_and_day_in_its_own_words() -> None:
    for words in (dates.MONTHS, dates.WEEKDAYS, dates.MONTHS_ALT):
        english = [str(word) for word in words.values()]
        with translation.override("zu"):
            zulu = [str(word) for word in words.values()]
        assert len(set(zulu)) == len(english)
        assert set(zulu) & set(english) == set()


def test_what_wagtail_shows_without_asking_for_a_format_reads_so_too() -> None:
    assert formats.localize(date(2026, 11, 22)) == "Sunday 22 November 2026"
    assert Template("{{ day }}").render(Context({"day": date(2026, 11, 22)})) == "Sunday 22 November 2026"


def test_a_typed_date_is_day_before_month() -> None:
    for typed in ("2026-04-03", "03/04/2026", "3 April 2026"):
        assert forms.DateField().clean(typed) == date(2026, 4, 3)
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("04/30/2026")


def test_a_date_is_typed_in_isizulu_as_digits() -> None:
    with translation.override("zu"):
        for typed in ("2026-04-03", "03/04/2026"):
            assert forms.DateField().clean(typed) == date(2026, 4, 3)


def test_thousands_stand_apart_without_a_comma_that_others_read_as_a_decimal() -> None:
    separator = formats.get_format("THOUSAND_SEPARATOR")
    assert number_format(4488, ".", grouping=3, thousand_sep=separator, force_grouping=True) == "4\u00a0488"
