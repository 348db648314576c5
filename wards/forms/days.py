"""A day that somebody types in the workspace."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day as 2026-12-01 or 1 December 2026. Whatever else is typed stays in the field, with what to write instead.

    There is no calendar that corrects what was typed, and 01/12/2026 is refused: it is 1 December to one reader and
    12 January to another, and nothing on the page would show which of them was understood.
    """

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"autocomplete": "off"})
    default_error_messages = {
        "required": _("Write the day, such as 2026-12-01 or 1 December 2026."),
        "invalid": _("This is no day that can be read safely. Write it as 2026-12-01 or 1 December 2026."),
    }

    def __init__(self, **options: Any) -> None:
        options["input_formats"] = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
        options["widget"] = self.widget
        super().__init__(**options)
        self.help_text = self.help_text or _("Such as 2026-12-01 or 1 December 2026.")
