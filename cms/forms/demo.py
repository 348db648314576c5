"""What somebody asks of `/demo/`."""

import re

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.demo.buttons import Button
from cms.models import DemoMessage
from engagement.rules.references import MalformedReferenceError, parse_reference

# What is left of a number or a reference without the marks between its parts: less would be found everywhere.
_FEWEST = 6


class ButtonForm(forms.Form):
    """Which button of the story was pressed."""

    button = forms.ChoiceField(choices=Button.choices)

    def pressed(self) -> str:
        """The words of the button that was pressed just before; empty where none was."""
        return str(Button(self.cleaned_data["button"]).label) if self.is_valid() else ""


class FindMessageForm(forms.Form):
    """Words to find messages by: a reference, an address, a number."""

    words = forms.CharField(label=_("A reference, an address, or a number"), max_length=80, required=False)

    def messages(self) -> QuerySet[DemoMessage]:
        """The messages that hold the words, or all; the newest first."""
        words = self.sought()
        found = Q(pk__in=[])
        for written in _ways_to_write(words):
            found |= Q(subject__icontains=written) | Q(to__icontains=written) | Q(body__icontains=written)
        return DemoMessage.objects.filter(found) if words else DemoMessage.objects.all()

    def sought(self) -> str:
        """What is looked for; empty where it is everything."""
        return self.cleaned_data["words"] if self.is_valid() else ""


def _ways_to_write(words: str) -> set[str]:
    """The words, and how messages write the same reference or number: in short links the hyphens are missing."""
    ways = {words}
    plain = re.sub(r"[\s()+-]", "", words)
    if len(plain) >= _FEWEST:
        ways |= {plain, plain.lstrip("0") or plain} if plain.isdecimal() else {plain}
    try:
        reference = parse_reference(words)
    except MalformedReferenceError:
        return ways
    return ways | {reference, reference.replace("-", "")}
