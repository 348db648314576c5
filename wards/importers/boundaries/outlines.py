"""Outlines for maps: simplified together, so that neighbours still share their border."""

import numpy as np
import shapely

from wards.importers.boundaries.shapes import Shapes, polygons_of

TOLERANCE = 0.0005
"""In degrees: corners are dropped where that moves less ground than a square of this side, about 50 m by 50 m."""
CLOSES = 0.00001
"""Cracks between neighbours that are narrower than this, about a metre, are closed before."""


def draw_outlines(shapes: Shapes, tolerance: float = TOLERANCE, *, keep_outer_edge: bool = False) -> Shapes:
    """Simplify valid wards (WGS 84) as one coverage.

    Wards that do not fit are cleaned first: where two overlap one gives way, so that what is simplified has one line
    between two neighbours. A ward that lies wholly in others keeps its own boundary.

    Args:
        tolerance: see TOLERANCE.
        keep_outer_edge: leave the edge of the whole as it is, so that it still meets wards that are drawn apart.
    """
    if not len(shapes):
        return shapes
    drawn = shapes if shapely.coverage_is_valid(shapes) else shapely.coverage_clean(shapes, gap_width=CLOSES)
    drawn = shapely.coverage_simplify(drawn, tolerance, simplify_boundary=not keep_outer_edge)
    outlines = np.empty(len(shapes), dtype=object)
    for index, (outline, boundary) in enumerate(zip(drawn, shapes, strict=True)):
        outlines[index] = boundary if outline.is_empty else polygons_of(outline)
    return outlines


def place_labels(outlines: Shapes) -> Shapes:
    """For each outline the point farthest from its edge, where a number has most room."""
    centres = shapely.get_point(shapely.maximum_inscribed_circle(outlines), 0)
    return np.where(shapely.within(centres, outlines), centres, shapely.point_on_surface(outlines))
