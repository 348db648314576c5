"""Bringing a file in: what it is, how to read it, and what the person agrees to."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.enums import ImportConsent, PlaceKind
from wards.forms.days import DayField
from wards.importers.columns import ImportField
from wards.models import Delimitation, Municipality
from wards.queries.councillors import edition_in_force


class UploadForm(forms.Form):
    """A file for the register of a municipality."""

    municipality = forms.ModelChoiceField(label=gettext_lazy("Municipality"), queryset=Municipality.objects.none())
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, XLSX or GeoJSON, up to 50 MB. Nothing changes before you have seen a preview."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.json,.geojson,.gz"}),
    )

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        field.queryset = municipalities
        if len(municipalities) == 1:
            field.initial, field.empty_label = municipalities[0], None

    @property
    def delimitation(self) -> Delimitation | None:
        """The edition whose wards the file names."""
        return None

    @property
    def options(self) -> dict[str, Any]:
        """How to read the file, as the import's plan takes it."""
        return {}


class CouncillorUploadForm(UploadForm):
    """A list of councillors, and the day on which it holds."""

    on = DayField(
        label=gettext_lazy("The day on which the list holds"),
        help_text=gettext_lazy(
            "Such as 2026-12-01 or 1 December 2026. Terms end and begin on this day: for a by-election, the day after "
            "the vote."
        ),
    )
    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition of boundaries"),
        queryset=Delimitation.objects.none(),
        required=False,
        empty_label=gettext_lazy("The one in force on that day"),
    )
    field_order = ("municipality", "on", "edition", "file")

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, municipalities=municipalities, **kwargs)
        countries = {municipality.country for municipality in municipalities}
        self.fields["edition"].queryset = Delimitation.objects.filter(country__in=countries)

    def clean(self) -> dict[str, Any]:
        """Find the edition that counts, or ask for it."""
        cells = self.cleaned_data
        municipality, edition = cells.get("municipality"), cells.get("edition")
        if municipality and cells.get("on") and not edition:
            cells["edition"] = edition_in_force(municipality, cells["on"])
            if cells["edition"] is None:
                self.add_error("edition", _("No edition is in force on that day. Choose whose wards the list names."))
        if municipality and edition and edition.country != municipality.country:
            self.add_error("edition", _("This edition is another country's."))
        return cells

    @property
    def delimitation(self) -> Delimitation | None:
        return self.cleaned_data["edition"]

    @property
    def options(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"].isoformat()}


class PlaceUploadForm(UploadForm):
    """A gazetteer, and where it is from."""

    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=100,
        help_text=gettext_lazy(
            "With the attribution that it asks for, such as GeoNames, CC BY 4.0. Keep it the same next time."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of place, where the file says none"), choices=PlaceKind, initial=PlaceKind.SUBURB
    )
    field_order = ("municipality", "source", "kind", "file")

    @property
    def options(self) -> dict[str, Any]:
        cells = self.cleaned_data
        return {"country": cells["municipality"].country, "source": cells["source"], "kind": cells["kind"]}


class ReadingForm(forms.Form):
    """Which column is read as what, and which rows; what is left alone is found out."""

    where_column = forms.ChoiceField(label=gettext_lazy("Only rows in which this column"), required=False)
    where_value = forms.CharField(label=gettext_lazy("reads"), required=False)

    def __init__(self, *args: Any, fields: Sequence[ImportField], columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [field.name for field in fields]
        by_name = [(column, column) for column in columns]
        for field in fields:
            choices = [("", _("Find out")), *by_name]
            self.fields[f"column_{field.name}"] = forms.ChoiceField(
                label=str(field.label).capitalize(), choices=choices, required=False
            )
        self.fields["where_column"].choices = [("", _("(all rows)")), *by_name]
        self.order_fields([*(f"column_{name}" for name in self.names), "where_column", "where_value"])

    @property
    def options(self) -> dict[str, Any]:
        """How to read the file, as the import's plan takes it."""
        cells = self.cleaned_data
        columns = {name: column for name in self.names if (column := cells[f"column_{name}"])}
        where = {cells["where_column"]: cells["where_value"]} if cells["where_column"] else {}
        return {"columns": columns, "where": where}


class CouncillorReadingForm(ReadingForm):
    """How to read a list of councillors, and who in it is somebody new."""

    new_people = forms.RegexField(
        regex=r"^\s*(\d{1,6}([\s,;]+\d{1,6})*)?\s*$",
        label=gettext_lazy("Rows that name somebody new, though the name is known"),
        required=False,
        help_text=gettext_lazy("Their numbers, such as 4, 17."),
        error_messages={"invalid": gettext_lazy("Write the numbers of the rows with commas between: 4, 17.")},
    )

    @property
    def options(self) -> dict[str, Any]:
        """How to read the file, as the import's plan takes it."""
        return {
            **super().options,
            "new_people": [int(row) for row in re.findall(r"\d+", self.cleaned_data["new_people"])],
        }


class ConfirmForm(forms.Form):
    """The preview that the person looked at, and what they agree to."""

    plan_digest = forms.CharField(widget=forms.HiddenInput)
    consents = forms.MultipleChoiceField(
        label=gettext_lazy("To apply this, say so:"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, asks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consents"].choices = [(value, ImportConsent(value).label) for value in asks]
        if not asks:
            del self.fields["consents"]

    @property
    def agreed(self) -> list[ImportConsent]:
        """What the person agreed to."""
        return [ImportConsent(value) for value in self.cleaned_data.get("consents", [])]
