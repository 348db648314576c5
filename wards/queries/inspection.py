"""What would change in a municipality if another edition of boundaries counted there."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from wards.extensions import MovedCount, registered
from wards.models import Delimitation, Municipality, Ward
from wards.rules.editions import Overlap, compare_editions

_AREAS = """
    SELECT code, ST_Area(boundary::geography) FROM wards_ward WHERE municipality_id = %s AND delimitation_id = %s
"""
_OVERLAPS = """
    SELECT earlier.code, later.code, ST_Area(ST_Intersection(earlier.boundary, later.boundary)::geography)
    FROM wards_ward AS earlier JOIN wards_ward AS later ON ST_Intersects(earlier.boundary, later.boundary)
    WHERE earlier.municipality_id = %(municipality)s AND earlier.delimitation_id = %(before)s
      AND later.municipality_id = %(municipality)s AND later.delimitation_id = %(after)s
"""


class MovedWard(NamedTuple):
    """A ward of today, a ward of the edition that is looked at, and the part (0 to 1) of the first in the second."""

    before: Ward
    after: Ward
    share: float


@dataclass(frozen=True)
class EditionInspection:
    """What an edition changes in one municipality.

    `before` is the edition that counts without it, None when it would be the first. `moved` holds the wards that keep
    their code and change their shape, `overlaps` every pair of an earlier and a later ward that share ground, so that
    it also tells where a ward that is gone went. Wards come without their boundary; `outline` is there for a map.
    """

    municipality: Municipality
    delimitation: Delimitation
    on: date
    before: Delimitation | None
    new: list[Ward]
    gone: list[Ward]
    moved: list[MovedWard]
    unchanged: list[Ward]
    overlaps: list[MovedWard]
    moved_counts: list[MovedCount]


def inspect_edition(municipality: Municipality, delimitation: Delimitation, on: date) -> EditionInspection:
    """Compare an edition with the one that counts in a municipality without it.

    Areas are measured on the ellipsoid, by PostGIS. A ward of which a part goes to another municipality counts there
    only once that municipality changes its edition too, so that this looks at one municipality alone.

    Args:
        on: the day from which the edition would count.
    """
    before = _edition_without(municipality, delimitation, on)
    old, new = _wards(municipality, before), _wards(municipality, delimitation)
    change = compare_editions(
        _areas(municipality, before), _areas(municipality, delimitation), _overlaps(municipality, before, delimitation)
    )
    return EditionInspection(
        municipality=municipality,
        delimitation=delimitation,
        on=on,
        before=before,
        new=[new[code] for code in change.new],
        gone=[old[code] for code in change.gone],
        moved=[MovedWard(old[code], new[code], share) for code, share in change.moved],
        unchanged=[new[code] for code in change.unchanged],
        overlaps=[MovedWard(old[earlier], new[later], share) for earlier, later, share in change.overlaps],
        moved_counts=[
            count for extension in registered() for count in extension.count_moved(municipality, delimitation, on)
        ],
    )


def _edition_without(municipality: Municipality, delimitation: Delimitation, on: date) -> Delimitation | None:
    """The edition that counts on a day as long as `delimitation` does not."""
    activation = (
        municipality.activations.filter(undone_at=None, starts_on__lte=on)
        .exclude(delimitation=delimitation)
        .select_related("delimitation")
        .order_by("starts_on")
        .last()
    )
    return activation.delimitation if activation else None


def _wards(municipality: Municipality, delimitation: Delimitation | None) -> dict[str, Ward]:
    wards = Ward.objects.filter(municipality=municipality, delimitation=delimitation)
    return {ward.code: ward for ward in wards.select_related("municipality", "delimitation").defer("boundary")}


def _areas(municipality: Municipality, delimitation: Delimitation | None) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(_AREAS, [municipality.pk, delimitation and delimitation.pk])
        return dict(cursor.fetchall())


def _overlaps(municipality: Municipality, before: Delimitation | None, after: Delimitation) -> list[Overlap]:
    with connection.cursor() as cursor:
        cursor.execute(_OVERLAPS, {"municipality": municipality.pk, "before": before and before.pk, "after": after.pk})
        return [Overlap(*row) for row in cursor.fetchall()]
