"""An answer to a resident."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.enums import MEANT_FOR_ALL, Outcome
from engagement.forms.raise_concern import new_key
from engagement.forms.words import WordsField
from engagement.models import Case

EVERYONE, RESIDENT = "everyone", "resident"


class AnswerForm(forms.Form):
    """What is said, what it amounts to, and who may read it.

    Answers of a Speaker's office (`as_office`) carry no name of a person.
    """

    text = WordsField(
        label=_("Your answer"),
        help_text=_("Say what happens next, and when. You answer in your own name."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write an answer")},
    )
    outcome = forms.ChoiceField(
        label=_("What does it amount to?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what your answer amounts to")},
    )
    readers = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[(EVERYONE, _("Everyone who can read the concern")), (RESIDENT, _("The resident alone"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read your answer")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args: Any, case: Case, as_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if as_office:
            self.fields["text"].help_text = _("Say what happens next, and when. The Speaker's office answers, not you.")
        if case.publication not in MEANT_FOR_ALL:
            del self.fields["readers"]

    def is_public(self) -> bool:
        """Whether everyone who can read the concern may read the answer; never for one that is not public."""
        return self.cleaned_data.get("readers") == EVERYONE
