"""The query string of `/wards/find.json`: a position, and the day on which its ward is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.forms.coordinates import CoordinateField


class FindForm(forms.Form):
    """`lat` and `lon` in decimal degrees (WGS 84), and optionally `on`, a day such as 2026-11-04."""

    lat = CoordinateField("lat", limit=90, example="-26.2041")
    lon = CoordinateField("lon", limit=180, example="28.0473")
    on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("on is not a day as year-month-day, such as on=2026-11-04.")},
    )

    def clean(self) -> dict[str, Any]:
        """Name the usual slip where `lat` lies beyond the poles and `lon` would do as a latitude."""
        longitude = self.cleaned_data.get("lon")
        beyond_the_poles = self.has_error("lat", "min_value") or self.has_error("lat", "max_value")
        if beyond_the_poles and longitude is not None and abs(longitude) <= 90:
            self.add_error(None, _("Are lat and lon swapped? lat is north and south, lon is east and west."))
        return self.cleaned_data

    @property
    def problem(self) -> str:
        """All that is wrong, in sentences one after the other."""
        return " ".join(str(message) for messages in self.errors.values() for message in messages)
