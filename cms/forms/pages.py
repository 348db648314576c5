"""What an editor fills in on a page: wards by their names, times as the clocks of the municipality show them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.forms.workspace import ScopedPageForm
from cms.models.base import TAKEN, is_reachable
from cms.queries.homes import municipality_of_page
from cms.queries.ward_names import wards_by_code
from wards.models import Municipality

SHOWN_FORMAT = "%Y-%m-%d %H:%M"
"""As days and times stand in the boxes of the workspace; they are also read day first, with slashes."""


class WardsField(forms.MultipleChoiceField):
    """Wards of one municipality, each a box to tick. Takes and gives their codes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, municipality: Municipality, held: Sequence[str], at: datetime, **kwargs: Any) -> None:
        """Offer the wards in force, and those that the page holds though they are gone, so that they can be unticked.

        Args:
            held: the codes that the page has now.
            at: the moment at which wards are in force.
        """
        wards = wards_by_code(municipality, at=at)
        choices = [(code, ward.title) for code, ward in wards.items()]
        gone = [(code, _("%(code)s: no longer a ward") % {"code": code}) for code in held if code not in wards]
        super().__init__(choices=[*choices, *gone], required=False, **kwargs)
        self.error_messages["invalid_choice"] = _("This is no ward of this municipality. Choose from the list.")


class ZonedDateTimeField(forms.DateTimeField):
    """A moment as the clocks of one place show it, wherever the person who types it is."""

    def __init__(self, *, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.zone = zone

    def prepare_value(self, value: Any) -> Any:
        """The moment as it is shown in the box."""
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        """The moment that was typed."""
        with timezone.override(self.zone):
            return super().to_python(value)


class SitePageForm(ScopedPageForm):
    """The form of every page of a municipality's site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = municipality_of_page(self.instance if self.instance.pk else self.parent_page)
        if municipality is None:
            return
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.DateTimeField):
                self.fields[name] = _zoned(field, municipality.zone)
        if "ward_codes" in self.fields:
            field = self.fields["ward_codes"]
            self.fields["ward_codes"] = WardsField(
                municipality=municipality,
                held=self.instance.ward_codes,
                at=timezone.now(),
                label=field.label,
                help_text=field.help_text,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a new page that nobody could open: something else stands at its address."""
        cleaned = super().clean()
        slug = cleaned.get("slug") or slugify(cleaned.get("title", ""))
        is_new = self.instance.pk is None and "slug" not in self.errors
        if is_new and slug and not is_reachable(self.parent_page.url_path, slug):
            self.add_error("slug" if "slug" in self.fields else "title", TAKEN)
        return cleaned


def _zoned(field: forms.DateTimeField, zone: ZoneInfo) -> ZonedDateTimeField:
    return ZonedDateTimeField(
        zone=zone,
        required=field.required,
        label=field.label,
        help_text=_("Time in %(zone)s. %(more)s") % {"zone": zone.key, "more": field.help_text},
        # A box for text: Wagtail's takes what it cannot read for this very moment, in the browser's time.
        widget=forms.DateTimeInput(format=SHOWN_FORMAT),
        error_messages={
            "invalid": _("Write the day and the time, such as %(iso)s or %(short)s.")
            % {"iso": "2026-11-26 08:00", "short": "26/11/2026 08:00"}
        },
    )
