"""Which of several wards with the same code is meant."""

from django import forms


class WhichWardForm(forms.Form):
    """`in`: the municipality, such as ZA-JHB."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in"] = forms.CharField(required=False, max_length=35)
