"""Every kind of question that a form asks, empty and refused."""

from django import forms

from wards.forms.date_parts import DatePartsField, DatePartsInput

_SIZES = [("s", "Small: a street"), ("l", "Large: a whole suburb")]


class Questions(forms.Form):
    """One question of each kind."""

    line = forms.CharField(label="In one line", help_text="Such as: Streetlights out along Station Road.")
    words = forms.CharField(
        label="What would you like to say?", widget=forms.Textarea, help_text="Leave out ID numbers."
    )
    name = forms.CharField(label="Your name", required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose"), *_SIZES])
    size = forms.ChoiceField(
        label="How large is it?", choices=_SIZES, widget=forms.RadioSelect, help_text="As far as you can see."
    )
    needs = forms.MultipleChoiceField(label="Who needs help?", choices=_SIZES, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(label="I have read what happens with my message")
    on = forms.DateField(label="Since when?", widget=forms.DateInput(attrs={"type": "date"}))
    born = DatePartsField(
        label="When were you born?", help_text="Such as 7 3 1984.", widget=DatePartsInput(is_birthday=True)
    )
    photo = forms.FileField(
        label="A photo", required=False, help_text="JPEG or PNG. Leave out faces and number plates."
    )
    phone = forms.CharField(
        label="Your phone number", widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    code = forms.CharField(
        label="The code that we sent",
        help_text="Six digits.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def asked() -> Questions:
    """The form as it is first shown."""
    return Questions(prefix="asked")


def refused() -> Questions:
    """The form sent back: a few answers kept, the rest missing."""
    return Questions({"refused-line": "Kept as it was typed", "refused-born_day": "31"}, prefix="refused")
