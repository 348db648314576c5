"""Putting an edition in force."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.forms.days import DayField
from wards.models import Delimitation
from wards.rules.activations import PAST_DAYS


class DayForm(forms.Form):
    """The first day on which an edition would count, to look at what it changes."""

    on = DayField(label=gettext_lazy("First day in force"))

    def __init__(self, *args: Any, delimitation: Delimitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = {"published": date_format(delimitation.published_on, "SHORT_DATE_FORMAT"), "days": PAST_DAYS}
        self.fields["on"].help_text = (
            _(
                "Such as 2026-12-01 or 1 December 2026. Not before %(published)s, when the edition was published; "
                "and where another edition counts already, at most %(days)s days back."
            )
            % about
        )


class ActivateForm(forms.Form):
    """The day that was looked at, in words, and that the person means it."""

    on = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    sure = forms.BooleanField(error_messages={"required": gettext_lazy("Look at what changes, then tick this.")})

    def __init__(self, *args: Any, day: date | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": day}, **kwargs)
        sure = self.fields["sure"]
        sure.label = _("I have looked at what changes on %(day)s") % {"day": date_format(day)} if day else ""
