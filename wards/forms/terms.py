"""Entering that a term begins or ends."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from wards.enums import SeatKind, TermEnd
from wards.models import Municipality, Ward
from wards.queries.wards import wards_in_force

BY_HAND = [TermEnd.RESIGNED, TermEnd.DIED, TermEnd.REMOVED, TermEnd.EXPIRED, TermEnd.OTHER_SEAT, TermEnd.BOUNDARIES]


class BeginTermForm(forms.Form):
    """A seat, its ward, and the first day."""

    seat = forms.ChoiceField(label=gettext_lazy("Seat"), choices=SeatKind, widget=forms.RadioSelect)
    ward = forms.ModelChoiceField(
        label=gettext_lazy("Ward"),
        queryset=Ward.objects.none(),
        required=False,
        help_text=gettext_lazy("Of a ward seat. By-elections fill one ward within the council's term."),
    )
    on = forms.DateField(label=gettext_lazy("First day in office"), widget=AdminDateInput)

    def __init__(self, *args: Any, municipality: Municipality, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = wards_in_force(today).filter(municipality=municipality)
        self.fields["ward"].queryset = wards.defer("boundary", "outline").order_by("number", "code")

    def clean(self) -> dict[str, Any]:
        """A ward seat names its ward, a proportional one none."""
        cells = self.cleaned_data
        if cells.get("seat") == SeatKind.WARD and not cells.get("ward") and "ward" not in self.errors:
            self.add_error("ward", _("Choose the ward."))
        if cells.get("seat") == SeatKind.PROPORTIONAL:
            cells["ward"] = None
        return cells


class EndTermForm(forms.Form):
    """Why a term ends, and its last day."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why it ends"),
        choices=[(reason.value, reason.label) for reason in BY_HAND],
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label=gettext_lazy("Last day in office"), widget=AdminDateInput)
