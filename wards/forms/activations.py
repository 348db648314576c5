"""Putting an edition in force."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput


class DayForm(forms.Form):
    """The day for which an edition is looked at; today where none is given."""

    on = forms.DateField(label=_("First day in force"), widget=AdminDateInput)

    def day(self, today: date) -> date:
        """The day, or today where what was given is none."""
        return self.cleaned_data.get("on", today) if self.is_valid() else today


class ActivateForm(DayForm):
    """The first day, and that the person means it."""

    sure = forms.BooleanField(
        label=_("I have looked at what changes on that day"),
        error_messages={"required": _("Look at what changes, then tick this.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = _("Today, ahead, or at most 31 days back.")
