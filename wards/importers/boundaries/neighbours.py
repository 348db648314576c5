"""Where neighbours do not fit: ground that two wards claim, and ground between wards that none claims."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from wards.enums import ImportCount
from wards.importers.boundaries.shapes import Shapes, areas
from wards.importers.problems import Problem, Severity

SLIVER = 100.0
"""Gaps and overlaps of less than this, in square metres, are counted and not listed: ten metres by ten."""

ENCLOSED = 1e9
"""A gap of a thousand km² and more is no mistake of drawing, but ground of somebody else: Lesotho has 30,000."""


@dataclass(frozen=True)
class Misfit:
    """A gap or an overlap: its area in square metres, a point in it, and the codes of the wards around it."""

    kind: str
    area: float
    longitude: float
    latitude: float
    wards: tuple[str, ...]

    def as_problem(self) -> Problem:
        """As a warning about the whole file."""
        message = {
            "gap": _("Nobody's ground: %(area)s m² between %(wards)s, at longitude %(x).5f, latitude %(y).5f."),
            "overlap": _("Claimed twice: %(area)s m² by %(wards)s, at longitude %(x).5f, latitude %(y).5f."),
            "enclosed": _(
                "Enclosed area without wards, such as another country or a large lake: %(km2)s km² between %(wards)s, "
                "at longitude %(x).5f, latitude %(y).5f."
            ),
        }["enclosed" if self.kind == "gap" and self.area >= ENCLOSED else self.kind]
        wards = ", ".join(self.wards[:6]) + (_(" and others") if len(self.wards) > 6 else "")
        words = {
            "area": f"{self.area:,.0f}",
            "km2": f"{self.area / 1e6:,.0f}",
            "wards": wards,
            "x": self.longitude,
            "y": self.latitude,
        }
        return Problem(None, self.kind, Severity.WARNING, message % words)


@dataclass(frozen=True)
class Misfits:
    """Every gap and overlap, the biggest first."""

    found: tuple[Misfit, ...] = ()

    def listed(self) -> list[Problem]:
        """The ones that are no slivers, as problems."""
        return [misfit.as_problem() for misfit in self.found if misfit.area >= SLIVER]

    def counts(self) -> dict[str, int]:
        """How many there are of each kind, how much ground they cover, and how many of them are slivers."""
        counts = {}
        for kind, plural in (("gap", ImportCount.GAPS), ("overlap", ImportCount.OVERLAPS)):
            covered = [misfit.area for misfit in self.found if misfit.kind == kind]
            counts[plural] = len(covered)
            counts[f"{plural}_m2"] = round(sum(covered))
            counts[f"{plural}_slivers"] = sum(area < SLIVER for area in covered)
        return counts


def find_misfits(shapes: Shapes, codes: Sequence[str]) -> Misfits:
    """Compare valid shapes (WGS 84) with their neighbours.

    Args:
        shapes: the wards of one area, none of them None.
        codes: their codes, in the same order.
    """
    if not len(shapes):
        return Misfits()
    disturbed = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    found = _overlaps(shapes, disturbed, codes) + _gaps(shapes, disturbed.any(), codes)
    return Misfits(tuple(sorted(found, key=lambda misfit: -misfit.area)))


def _overlaps(shapes: Shapes, disturbed: NDArray[np.bool_], codes: Sequence[str]) -> list[Misfit]:
    """Pairs that share ground; in each, the edge of at least one does not match its neighbour's."""
    candidates = np.flatnonzero(disturbed)
    found, other = shapely.STRtree(shapes).query(shapes[candidates], predicate="intersects")
    pairs = np.unique(np.sort(np.column_stack([candidates[found], other]), axis=1), axis=0)
    one, other = pairs[pairs[:, 0] != pairs[:, 1]].T
    common = shapely.intersection(shapes[one], shapes[other])
    return [
        _misfit("overlap", shape, area, (codes[first], codes[second]))
        for shape, area, first, second in zip(common, areas(common), one, other, strict=True)
        if area > 0
    ]


def _gaps(shapes: Shapes, disturbed: bool, codes: Sequence[str]) -> list[Misfit]:
    """Holes in the ground that the wards cover together."""
    whole = shapely.union_all(shapes) if disturbed else shapely.coverage_union_all(shapes)
    parts = shapely.get_parts(whole)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    is_inner = np.concatenate([[False], part_of[1:] == part_of[:-1]])
    holes = shapely.polygons(rings[is_inner])
    if not len(holes):
        return []
    hole_index, ward_index = shapely.STRtree(shapes).query(holes, predicate="intersects")
    around = [tuple(codes[ward] for ward in ward_index[hole_index == hole]) for hole in range(len(holes))]
    sizes = areas(holes)
    return [_misfit("gap", hole, area, wards) for hole, area, wards in zip(holes, sizes, around, strict=True)]


def _misfit(kind: str, shape: shapely.Geometry, area: float, wards: Sequence[str]) -> Misfit:
    point = shape.representative_point()
    return Misfit(kind, float(area), point.x, point.y, tuple(sorted(wards)))
