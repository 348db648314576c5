"""Where do you live?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """The one box of the finder."""

    q = forms.CharField(
        label=_("Where do you live?"),
        help_text=_("Suburb, village, landmark, ward number or code."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "address-level2"}),
        error_messages={"max_length": _("Shorten what you typed to 100 letters: a place's name is enough.")},
    )
