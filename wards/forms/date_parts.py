"""A date that people know by heart, such as a birthday: day, month and year in boxes of their own, typed not picked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

PARTS = ("day", "month", "year")


class DatePartsInput(forms.Widget):
    """Three boxes of digits under one question. What was typed is shown again, also where it is no date."""

    template_name = "forms/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None, *, is_birthday: bool = False) -> None:
        """With `is_birthday` a browser offers the birthday that it knows."""
        super().__init__(attrs)
        self.is_birthday = is_birthday

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """`widget.parts`: name, id, label and value of each box."""
        context = super().get_context(name, value, attrs)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        typed = dict(zip(PARTS, _split(value), strict=True))
        context["widget"]["is_invalid"] = context["widget"]["attrs"].get("aria-invalid") == "true"
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', f'id_{name}')}_{part}",
                "label": labels[part],
                "value": typed[part],
                "is_year": part == "year",
                "autocomplete": f"bday-{part}" if self.is_birthday else "",
            }
            for part in PARTS
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict, name: str) -> str:
        """Year, month and day as typed, joined by hyphens; empty where nothing was typed."""
        day, month, year = (str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return f"{year}-{month}-{day}" if day or month or year else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict, name: str) -> bool:
        """Whether the form came without any of the boxes."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box, to which an error leads."""
        return f"{id_}_day"


class DatePartsField(forms.DateField):
    """A date typed in three boxes."""

    widget = DatePartsInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


def _split(value: Any) -> tuple[str, str, str]:
    if isinstance(value, date | datetime):
        return str(value.day), str(value.month), str(value.year)
    parts = str(value or "").rsplit("-", 2)
    year, month, day = [*parts, "", ""][:3]
    return day, month, year
