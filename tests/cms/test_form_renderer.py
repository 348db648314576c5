"""Every kind of question is drawn alike: label, hint, error, field; and says where no answer is needed."""

import pytest
from django import forms

CHOICES = [("s", "Small"), ("l", "Large")]


class Everything(forms.Form):
    line = forms.CharField(label="In one line", help_text="Such as this.")
    words = forms.CharField(label="In your words", widget=forms.Textarea, required=False)
    size = forms.ChoiceField(label="Size", choices=CHOICES)
    pick = forms.ChoiceField(label="Pick one", choices=CHOICES, widget=forms.RadioSelect, help_text="One of them.")
    many = forms.MultipleChoiceField(label="Pick some", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(label="I agree", required=False)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label="Photo", required=False)
    phone = forms.CharField(label="Phone", widget=forms.TextInput(attrs={"type": "tel"}))
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


@pytest.mark.parametrize("name", ["line", "words", "size", "day", "file", "phone", "code"])
def test_a_question_with_one_field_has_its_label(name: str) -> None:
    form = Everything()
    page = form[name].as_field_group()
    assert f'<label for="id_{name}">{form[name].label}' in page
    assert page.index("<label") < page.index(f'id="id_{name}"')


@pytest.mark.parametrize("name", ["pick", "many"])
def test_a_question_with_several_boxes_is_a_group_with_a_legend(name: str) -> None:
    page = Everything()[name].as_field_group()
    assert "<fieldset" in page
    assert "<legend>Pick" in page
    assert page.count('<label class="choice"') == 2


def test_only_what_need_not_be_answered_bears_a_mark() -> None:
    form = Everything()
    marked = [field.name for field in form if "(optional)" in field.as_field_group()]
    assert marked == ["words", "file"]
    assert "*" not in str(form)


def test_a_hint_and_an_error_are_read_with_their_field() -> None:
    page = Everything({})["line"].as_field_group()
    assert 'class="field bad"' in page
    assert 'aria-describedby="id_line_helptext id_line_error"' in page
    order = [page.index(part) for part in ("<label", 'id="id_line_helptext"', 'id="id_line_error"', "<input")]
    assert order == sorted(order)


def test_a_group_is_described_as_a_whole() -> None:
    page = Everything({})["pick"].as_field_group()
    assert '<fieldset aria-describedby="id_pick_helptext id_pick_error">' in page
