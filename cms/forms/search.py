"""The search of the site."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.enums import SearchGroup
from cms.rules.search import words_of

MOST_CHARACTERS = 100
LAST_PAGE = 100


class PlainLineField(forms.CharField):
    """A line of text; what no keyboard types counts as a space."""

    def to_python(self, value: object) -> str:
        """The text with every control character a space."""
        text = "" if value is None else str(value)
        return super().to_python("".join(each if each.isprintable() else " " for each in text))


class SiteSearchForm(forms.Form):
    """What is looked for."""

    q = PlainLineField(
        label=_("What are you looking for?"),
        help_text=_("A word, a ward, a place, a councillor or a document."),
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={
            "required": _("Type what you are looking for: one or two words are enough."),
            "max_length": _("Shorten what you typed to 100 letters: one or two words are enough."),
        },
    )

    def clean_q(self) -> str:
        """The text, if a letter or a digit is in it."""
        if not words_of(self.cleaned_data["q"]):
            raise ValidationError(_("Type a word or a number: no page is found by signs alone."))
        return self.cleaned_data["q"]


class SearchPageForm(forms.Form):
    """Which group of answers is shown alone, and which page of it; what is mistyped there counts as nothing."""

    only = forms.ChoiceField(choices=SearchGroup, required=False)
    page = forms.IntegerField(min_value=1, max_value=LAST_PAGE, required=False)

    def chosen_group(self) -> SearchGroup | None:
        """The group, None for all of them."""
        self.full_clean()
        name = self.cleaned_data.get("only")
        return SearchGroup(name) if name else None

    def chosen_page(self) -> int:
        """The number of the page, from 1."""
        self.full_clean()
        return self.cleaned_data.get("page") or 1
