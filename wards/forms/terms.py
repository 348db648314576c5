"""Entering that a term begins or ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.enums import SeatKind, TermEnd
from wards.forms.days import DayField
from wards.models import Municipality, Ward
from wards.queries.councillors import wards_with_days

BY_HAND = [
    TermEnd.RESIGNED,
    TermEnd.DIED,
    TermEnd.REMOVED,
    TermEnd.EXPIRED,
    TermEnd.OTHER_SEAT,
    TermEnd.BOUNDARIES,
    TermEnd.DISSOLVED,
]


class _WardField(forms.ModelChoiceField):
    """A ward with its code and edition, since numbers repeat from edition to edition."""

    def label_from_instance(self, ward: Ward) -> str:
        return f"{ward} ({ward.code}, {ward.delimitation})"


class BeginTermForm(forms.Form):
    """A seat, its ward, and the first day."""

    seat = forms.ChoiceField(label=gettext_lazy("Seat"), choices=SeatKind, widget=forms.RadioSelect)
    ward = _WardField(
        label=gettext_lazy("Ward"),
        queryset=Ward.objects.none(),
        required=False,
        help_text=gettext_lazy("Of a ward seat, in the edition of boundaries that counts on the first day in office."),
    )
    on = DayField(label=gettext_lazy("First day in office"))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = wards_with_days(municipality)

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
    last_day = DayField(label=gettext_lazy("Last day in office"))


class CorrectEndForm(EndTermForm):
    """The right end of a term that was given a wrong one, or none."""

    field_order = ("last_day", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = self.fields["reason"].required = False
        self.fields["last_day"].help_text = _(
            "Such as 2026-12-01 or 1 December 2026. Leave it empty if the councillor still serves."
        )

    def clean(self) -> dict[str, Any]:
        """An end has a reason."""
        cells = self.cleaned_data
        if cells.get("last_day") and not cells.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why it ends."))
        return cells
