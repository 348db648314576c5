"""A date typed in three boxes: understood, refused, and shown again as it was typed."""

from datetime import date

import pytest
from django import forms

from wards.components import ErrorSummary
from wards.forms.date_parts import DatePartsField, DatePartsInput


class Birthday(forms.Form):
    born = DatePartsField(
        label="When were you born?", widget=DatePartsInput(is_birthday=True), error_messages={"invalid": "Enter a day"}
    )


def typed(day: str, month: str, year: str) -> Birthday:
    return Birthday({"born_day": day, "born_month": month, "born_year": year})


@pytest.mark.parametrize("parts", [("7", "3", "1984"), ("07", "03", "1984"), (" 7 ", "3", "1984")])
def test_a_date_is_understood_with_and_without_noughts(parts: tuple[str, str, str]) -> None:
    form = typed(*parts)
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1984, 3, 7)


@pytest.mark.parametrize("parts", [("31", "2", "1984"), ("7", "", "1984"), ("7", "March", "1984"), ("7", "3", "1-9")])
def test_what_is_no_date_is_refused_and_shown_again(parts: tuple[str, str, str]) -> None:
    form = typed(*parts)
    assert form.errors["born"] == ["Enter a day"]
    page = str(form)
    for name, value in zip(("day", "month"), parts, strict=False):
        assert f'name="born_{name}"' + (f' value="{value}"' if value else "") in page
    assert page.count('aria-invalid="true"') == 3


def test_nothing_typed_is_a_question_left_open() -> None:
    assert typed("", "", "").errors["born"] == ["This field is required."]
    assert Birthday({}).errors["born"] == ["This field is required."]


def test_each_box_has_its_name_and_the_question_is_read_before_them() -> None:
    page = str(Birthday(initial={"born": date(1984, 3, 7)}))
    assert page.index("<legend>When were you born?") < page.index('<label for="id_born_day">Day</label>')
    assert 'id="id_born_month" name="born_month" value="3"' in page
    assert 'autocomplete="bday-year"' in page


def test_an_error_leads_to_the_first_box() -> None:
    assert '<a href="#id_born_day">Enter a day</a>' in ErrorSummary(typed("x", "y", "z")).render_html()
