"""A day is read only where it can mean one day alone."""

from datetime import date

import pytest
from django.forms import ValidationError
from django.utils.translation import override

from wards.forms.days import DayField


@pytest.mark.parametrize("typed", ["2026-12-01", "1 December 2026", "01 Dec 2026", " 2026-12-01 "])
def test_a_day_with_its_year_first_or_its_month_in_words_is_read(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "typed", ["01/12/2026", "1.12.2026", "12-01-2026", "2026-13-01", "31 November 2026", "garbage"]
)
def test_anything_else_is_refused_with_what_to_write(typed: str) -> None:
    with override("en"), pytest.raises(ValidationError, match="Write it as 2026-12-01 or 1 December 2026"):
        DayField().clean(typed)


def test_the_field_has_no_calendar_that_could_change_what_was_typed() -> None:
    html = DayField().widget.render("on", "01/12/2026")
    assert 'value="01/12/2026"' in html
    assert "data-controller" not in html
    assert "<script" not in html
