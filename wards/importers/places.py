"""Gazetteers: which columns they have, and what each row says of a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.enums import PlaceKind
from wards.importers.columns import (
    ColumnMap,
    ImportField,
    Told,
    choose_rows,
    known_names,
    map_columns,
    missing_column,
    plain_name,
    read_cell,
)
from wards.importers.layouts import headerless_columns
from wards.importers.problems import Problem, Severity
from wards.importers.table import Row, Table, TableOptions, read_table
from wards.rules.place_kinds import read_place_kind
from wards.rules.positions import Box, NoPosition, Position, read_position

NAME = ImportField(
    "name",
    gettext_lazy("the place's name"),
    (
        "placename",
        "officialname",
        "institutionname",
        "stationname",
        "votingdistrict",
        "venue",
        "name",
        "place",
        "suburb",
    ),
)
LATITUDE = ImportField("latitude", gettext_lazy("latitude"), ("latitude", "lat", "gislatitude", "ycoordinate", "y"))
LONGITUDE = ImportField(
    "longitude", gettext_lazy("longitude"), ("longitude", "long", "lon", "lng", "gislongitude", "xcoordinate", "x")
)
SOURCE_ID = ImportField(
    "source_id", gettext_lazy("number in the source"), ("sourceid", "geonameid", "osmid", "vdnumber", "natemis", "id")
)
OTHER_NAMES = ImportField(
    "other_names", gettext_lazy("other names"), ("othernames", "alternatenames", "altname", "altnames", "aliases")
)
KIND = ImportField("kind", gettext_lazy("kind of place"), ("placekind", "placetype", "kind", "featurecode"))
COUNTRY = ImportField("country", gettext_lazy("country code"), ("countrycode", "iso2", "countryiso"))
FIELDS = (NAME, LATITUDE, LONGITUDE, SOURCE_ID, OTHER_NAMES, KIND, COUNTRY)

_BETWEEN_NAMES = re.compile(r"[;|,]")


class PlaceRowForm(forms.Form):
    """One row of a gazetteer."""

    name = forms.CharField(max_length=200, error_messages={"required": gettext_lazy("The row has no name.")})
    source_id = forms.CharField(max_length=100, required=False)
    other_names = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    longitude = forms.CharField(required=False)
    latitude = forms.CharField(required=False)

    def __init__(self, *args: object, extent: Box | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.extent = extent

    def clean_other_names(self) -> tuple[str, ...]:
        """The names between semicolons, commas or bars, each once and without the name itself."""
        names = (" ".join(name.split()) for name in _BETWEEN_NAMES.split(self.cleaned_data["other_names"]))
        own = self.cleaned_data.get("name")
        return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 200 and name != own))

    def clean(self) -> None:
        """Read the position.

        Raises:
            ValidationError: the row has none that can be taken.
        """
        cells = self.cleaned_data
        found = read_position(cells.get("longitude", ""), cells.get("latitude", ""), self.extent)
        if isinstance(found, NoPosition):
            message = _NO_POSITION[found] % {"longitude": cells["longitude"], "latitude": cells["latitude"]}
            raise forms.ValidationError(message, code=found.value)
        cells["position"] = found


_NO_POSITION = {
    NoPosition.MISSING: gettext_lazy("The row has no position."),
    NoPosition.UNREADABLE: gettext_lazy("Longitude “%(longitude)s” and latitude “%(latitude)s” are not both numbers."),
    NoPosition.ZERO: gettext_lazy("The position is zero degrees both ways: nobody filled it in."),
    NoPosition.OFF_EARTH: gettext_lazy(
        "Longitude %(longitude)s, latitude %(latitude)s lies nowhere on the earth. Give degrees, not metres."
    ),
    NoPosition.SWAPPED: gettext_lazy(
        "Longitude %(longitude)s, latitude %(latitude)s look swapped: the other way round they lie in the country."
    ),
}


@dataclass(frozen=True)
class PlaceRow:
    """What a row says of a place; `kind` is None where it says nothing that is understood."""

    row: int
    name: str
    position: Position
    other_names: tuple[str, ...] = ()
    kind: PlaceKind | None = None
    source_id: str = ""


@dataclass
class PlaceList:
    """A gazetteer as it was read; `elsewhere` counts rows of other countries."""

    table: Table
    columns: ColumnMap
    rows: list[PlaceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bad: int = 0
    elsewhere: int = 0


def read_places(
    path: Path,
    *,
    country: str,
    extent: Box | None = None,
    columns: Told | None = None,
    where: Mapping[str, str] | None = None,
    options: TableOptions | None = None,
) -> PlaceList:
    """Read a gazetteer.

    Args:
        country: ISO 3166-1 code of two letters; rows of another country are counted and left aside.
        extent: the box around the country's wards, for telling swapped coordinates.
        columns: columns that the person named; the others are recognised.
        where: read only the rows in which these columns have these values.

    Raises:
        TableError: the file is no table, or has no column for names or positions.
    """
    known = known_names(FIELDS)
    table = read_table(
        path,
        options or TableOptions(),
        is_known=lambda cell: plain_name(cell) in known,
        headerless=headerless_columns,
    )
    mapped = map_columns(table.columns, FIELDS, columns or {})
    for needed in (NAME, LATITUDE, LONGITUDE):
        if needed.name not in mapped:
            raise missing_column(needed, table.columns)
    read = PlaceList(table, mapped)
    for row in choose_rows(table.rows, table.columns, where or {}):
        if read_cell(row, mapped, "country").upper() in ("", country):
            _read_row(read, row, extent)
        else:
            read.elsewhere += 1
    return read


def _read_row(read: PlaceList, row: Row, extent: Box | None) -> None:
    form = PlaceRowForm({item.name: read_cell(row, read.columns, item.name) for item in FIELDS}, extent=extent)
    if not form.is_valid():
        read.bad += 1
        for errors in form.errors.as_data().values():
            read.problems += [
                Problem(row.number, error.code or "bad_row", Severity.ERROR, " ".join(error.messages))
                for error in errors
            ]
        return
    cells = form.cleaned_data
    kind = read_place_kind(cells["kind"])
    if cells["kind"] and kind is None:
        message = _("“%(kind)s” is no kind of place that is known; the kind of the whole file is taken.")
        read.problems.append(Problem(row.number, "bad_kind", Severity.WARNING, message % {"kind": cells["kind"]}))
    read.rows.append(
        PlaceRow(row.number, cells["name"], cells["position"], cells["other_names"], kind, cells["source_id"])
    )
