"""What a department reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.enums import MEANT_FOR_ALL, ReferralStatus, Visibility
from engagement.forms.raise_concern import new_key
from engagement.forms.words import WordsField
from engagement.models import Case


class DepartmentReportForm(forms.Form):
    """How far it is, or how it ended, and who reads that."""

    step = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[
            ("progress", _("We are working on it")),
            (ReferralStatus.DONE.value, _("It is done")),
            (ReferralStatus.CANNOT.value, _("It cannot be done, and why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far it is")},
    )
    text = WordsField(
        label=_("Your report"),
        help_text=_("What was found or done, and what comes next. No names of people."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the report")},
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[
            (Visibility.PUBLIC.value, _("Everyone who can read the concern")),
            (Visibility.RESIDENT.value, _("The resident and the councillor")),
            (Visibility.COUNCILLOR.value, _("Internal: the councillor and the staff who handle it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read the report")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args: Any, from_case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if from_case.publication not in MEANT_FOR_ALL:
            self.fields["visibility"].choices = self.fields["visibility"].choices[1:]
