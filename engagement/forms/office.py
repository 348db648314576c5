"""What a councillor decides about their own office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.forms.words import WordsField
from wards.models import Municipality


class AssistantForm(forms.Form):
    """Who is to help in the office."""

    email = forms.EmailField(
        label=_("Your assistant's e-mail address"),
        help_text=_("Their own, not one that several people read. They sign in with it and set up a second factor."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the e-mail address of your assistant"),
            "invalid": _("Enter an e-mail address in the right form, like name@example.org"),
        },
    )


class OwnTemplateForm(forms.Form):
    """A template for one's own answers."""

    name = WordsField(
        label=_("Name of the template"),
        help_text=_("Such as: Streetlights are on order."),
        most=80,
        error_messages={"required": _("Give the template a name")},
    )
    text = WordsField(
        label=_("Text"),
        help_text=_("What the answer begins with. You change it for each resident before you send it."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the text of the template")},
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose the municipality"), "invalid_choice": _("Choose one of the list")},
    )

    def __init__(self, *args: Any, municipalities: list[int], **kwargs: Any) -> None:
        """Whoever works in one municipality alone is not asked for it."""
        super().__init__(*args, **kwargs)
        found = Municipality.objects.filter(pk__in=municipalities).order_by("name")
        self.fields["municipality"].queryset = found
        self.only = found[0] if len(municipalities) == 1 else None
        if self.only:
            del self.fields["municipality"]

    def place(self) -> Municipality:
        """Where the template is used."""
        return self.only or self.cleaned_data["municipality"]
