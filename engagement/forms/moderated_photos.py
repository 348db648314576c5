"""Which photos a moderator shows."""

from django import forms

from engagement.forms.raise_concern import TokensField


class ShownPhotosForm(forms.Form):
    """The tokens of the photos that everyone may see."""

    shown = TokensField(required=False)
