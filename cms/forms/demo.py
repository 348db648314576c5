"""What somebody asks of `/demo/`."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.demo.buttons import Button
from cms.models import DemoMessage


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
        found = Q(subject__icontains=words) | Q(to__icontains=words) | Q(body__icontains=words)
        return DemoMessage.objects.filter(found) if words else DemoMessage.objects.all()

    def sought(self) -> str:
        """What is looked for; empty where it is everything."""
        return self.cleaned_data["words"] if self.is_valid() else ""
