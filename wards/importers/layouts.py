"""Well-known files that come without a heading, told by their first row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Layout:
    """The columns of a file, and how its first row is told."""

    columns: tuple[str, ...]
    fits: Callable[[Sequence[str]], bool]


GEONAMES_POSTAL = Layout(
    columns=(
        "country code",
        "postal code",
        "place name",
        "admin name 1",
        "admin code 1",
        "admin name 2",
        "admin code 2",
        "admin name 3",
        "admin code 3",
        "latitude",
        "longitude",
        "accuracy",
    ),
    fits=lambda cells: bool(
        len(cells) == 12
        and _COUNTRY.fullmatch(cells[0])
        and _NUMBER.fullmatch(cells[9])
        and _NUMBER.fullmatch(cells[10])
    ),
)
"""GeoNames' postal codes (download.geonames.org/export/zip/readme.txt)."""

GEONAMES_PLACES = Layout(
    columns=(
        "geonameid",
        "name",
        "asciiname",
        "alternatenames",
        "latitude",
        "longitude",
        "feature class",
        "feature code",
        "country code",
        "cc2",
        "admin1 code",
        "admin2 code",
        "admin3 code",
        "admin4 code",
        "population",
        "elevation",
        "dem",
        "timezone",
        "modification date",
    ),
    fits=lambda cells: bool(
        len(cells) == 19 and cells[0].isdigit() and _NUMBER.fullmatch(cells[4]) and _COUNTRY.fullmatch(cells[8])
    ),
)
"""GeoNames' gazetteer of a country (download.geonames.org/export/dump/readme.txt)."""


def headerless_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns of a well-known file without a heading; nothing for any other."""
    return next((layout.columns for layout in (GEONAMES_POSTAL, GEONAMES_PLACES) if layout.fits(cells)), ())
