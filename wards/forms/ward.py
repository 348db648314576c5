"""Which of several wards with the same code is meant, and which older ward led here."""

from django import forms


class WhichWardForm(forms.Form):
    """`in`: the municipality, such as ZA-JHB; `was`: the code of a ward that is gone."""

    was = forms.CharField(required=False, max_length=64)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in"] = forms.CharField(required=False, max_length=35)
