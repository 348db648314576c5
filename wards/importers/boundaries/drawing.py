"""What is worked out from the shapes of all wards together: misfits, outlines and labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from wards.importers.boundaries.mapping import WardRow
from wards.importers.boundaries.neighbours import Misfits, find_misfits
from wards.importers.boundaries.options import Progress
from wards.importers.boundaries.outlines import draw_outlines, place_labels
from wards.importers.boundaries.shapes import Shapes

CORNERS_AT_ONCE = 2_000_000
"""A file with more corners is worked on municipality by municipality, to stay within a gigabyte of memory."""


@dataclass(frozen=True)
class Drawing:
    """Outlines and label points in the order of the wards, and where the wards do not fit."""

    outlines: Shapes
    labels: Shapes
    misfits: Misfits


def draw(rows: Sequence[WardRow], shapes: Shapes, progress: Progress, at_once: int = CORNERS_AT_ONCE) -> Drawing:
    """Compare wards with their neighbours and simplify them, as one coverage where that fits into memory.

    Municipalities that are worked on apart keep their outer edge as it is, so that their outlines still meet.

    Args:
        shapes: valid multipolygons in WGS 84, one for each row.
        at_once: how many corners are worked on together.
    """
    outlines, labels = np.empty(len(rows), dtype=object), np.empty(len(rows), dtype=object)
    found = []
    groups = _groups(rows, shapes, at_once)
    done = 0
    for group in groups:
        progress(_("Comparing neighbours and simplifying outlines"), done, len(rows))
        found += find_misfits(shapes[group], [rows[index].code for index in group]).found
        outlines[group] = draw_outlines(shapes[group], keep_outer_edge=len(groups) > 1)
        labels[group] = place_labels(outlines[group])
        done += len(group)
    progress(_("Comparing neighbours and simplifying outlines"), done, len(rows))
    return Drawing(outlines, labels, Misfits(tuple(sorted(found, key=lambda misfit: -misfit.area))))


def as_ewkb(shapes: Shapes) -> NDArray[np.str_]:
    """Shapes in WGS 84 as PostGIS reads them: hexadecimal text that names the reference system."""
    return shapely.to_wkb(shapely.set_srid(shapes, 4326), hex=True, include_srid=True)


def _groups(rows: Sequence[WardRow], shapes: Shapes, at_once: int) -> list[NDArray[np.intp]]:
    if shapely.get_num_coordinates(shapes).sum() <= at_once:
        return [np.arange(len(rows))]
    municipalities = np.array([row.municipality for row in rows])
    return [np.flatnonzero(municipalities == each) for each in dict.fromkeys(municipalities)]
