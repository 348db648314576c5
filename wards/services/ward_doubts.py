"""Files that are probably no wards, or not those of a new municipality: outlines, and known names under other codes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.mapping import WardRow
from wards.importers.boundaries.options import NAMESAKE, OUTLINE, WardImportOptions
from wards.models import Municipality, Ward


def refuse_outlines(rows: Sequence[WardRow], *, shapes: Sequence[Any], options: WardImportOptions) -> None:
    """Refuse a municipality's only row that has no ward number and covers several wards that are known.

    Args:
        rows: those that would be loaded.
        shapes: their boundaries (WGS 84), in the same order.

    Raises:
        BoundaryFileError: there is such a row, and the person did not allow it.
    """
    if OUTLINE in options.allow:
        return
    wards_of = Counter(row.municipality for row in rows)
    for row, shape in zip(rows, shapes, strict=True):
        if row.number is not None or wards_of[row.municipality] > 1:
            continue
        covered = _wards_on(shape, options.country).values_list("municipality__code", "delimitation")
        for (municipality, _edition), count in Counter(covered).most_common(1):
            if count > 1:
                raise BoundaryFileError(
                    _(
                        "Row %(row)d has no ward number and covers %(count)d known wards of %(municipality)s: it looks "
                        "like the outline of a municipality, not like a ward. Load the file that holds the wards. "
                        "If it is one ward, pass --allow outline."
                    )
                    % {"row": row.row, "count": count, "municipality": municipality}
                )


def refuse_namesakes(
    facts: Sequence[MunicipalityFacts], *, rows: Sequence[WardRow], shapes: Sequence[Any], options: WardImportOptions
) -> None:
    """Refuse a new municipality that has the name and the ground of a known one: it would stand there twice.

    Args:
        facts: what the file says of its municipalities.
        rows: those that would be loaded.
        shapes: their boundaries (WGS 84), in the same order.

    Raises:
        BoundaryFileError: there is one, and the person did not allow it.
    """
    if NAMESAKE in options.allow:
        return
    known = list(Municipality.objects.filter(country=options.country))
    codes = {each.code for each in known}
    names = {each.code: each.name.casefold() for each in facts if each.name and each.code not in codes}
    for row, shape in zip(rows, shapes, strict=True):
        # A country may have several municipalities of one name; the ground tells which is meant.
        twins = [each for each in known if each.name.casefold() == names.get(row.municipality)]
        on_ground = _wards_on(shape, options.country).filter(municipality__in=twins).select_related("municipality")
        if twins and (ward := on_ground.first()):
            twin = ward.municipality
            raise BoundaryFileError(
                _(
                    "%(new)s is a new municipality with the name and the ground of %(known)s (%(name)s). If these are "
                    "its wards, pass --municipality %(known)s; if there are two municipalities, --allow namesake."
                )
                % {"new": row.municipality, "known": twin.code, "name": twin.name}
            )


def _wards_on(shape: Any, country: str) -> Any:
    """The known wards of a country whose label lies on a shape."""
    ground = GEOSGeometry(memoryview(shape.wkb), srid=4326)
    return Ward.objects.filter(municipality__country=country, label_point__within=ground)
