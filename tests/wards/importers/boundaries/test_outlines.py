"""Outlines are simpler than boundaries, and neighbours still share their border."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards.factories import CELL, SEA
from tests.wards.importers.boundaries.files import cells
from wards.importers.boundaries.drawing import draw
from wards.importers.boundaries.mapping import WardRow
from wards.importers.boundaries.outlines import TOLERANCE, draw_outlines, place_labels
from wards.importers.boundaries.shapes import polygons_of


def wiggle(start: tuple, end: tuple, offsets: list[float]) -> list[tuple]:
    """A crooked line between two corners; each offset pushes one more corner sideways."""
    (x0, y0), (x1, y1) = start, end
    steps = len(offsets) + 1
    line = [start]
    for step, offset in enumerate(offsets, start=1):
        along = step / steps
        x, y = x0 + (x1 - x0) * along, y0 + (y1 - y0) * along
        line.append((x - (y1 - y0) * offset, y + (x1 - x0) * offset))
    return [*line, end]


@st.composite
def crooked_grids(draw_value, side: int = 3, reach: float = 0.15):
    """A grid of wards with crooked borders, each border drawn once and used by both neighbours.

    Borders that reach further than a twentieth of a cell sideways may cross near a corner; a ward that crosses itself
    there is repaired, as the import does before it draws.
    """
    offsets = st.lists(st.floats(-reach, reach, allow_nan=False).map(lambda value: round(value, 3)), max_size=8)
    west, south = SEA
    corner = {(c, r): (west + c * CELL, south + r * CELL) for c in range(side + 1) for r in range(side + 1)}
    flat = {
        (c, r): wiggle(corner[c, r], corner[c + 1, r], draw_value(offsets))
        for c in range(side)
        for r in range(side + 1)
    }
    upright = {
        (c, r): wiggle(corner[c, r], corner[c, r + 1], draw_value(offsets))
        for c in range(side + 1)
        for r in range(side)
    }
    shapes = [
        shapely.Polygon(flat[c, r] + upright[c + 1, r][1:] + flat[c, r + 1][::-1][1:] + upright[c, r][::-1][1:])
        for r in range(side)
        for c in range(side)
    ]
    repaired = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return np.array([polygons_of(shape) for shape in repaired], dtype=object)


@settings(max_examples=60, deadline=None)
@given(crooked_grids(), st.sampled_from([TOLERANCE, 0.002, 0.005]))
def test_neighbours_share_their_border_whatever_it_is_like(shapes, tolerance) -> None:
    outlines = draw_outlines(shapes, tolerance)
    assert shapely.coverage_is_valid(outlines)
    assert shapely.is_valid(outlines).all()
    assert not shapely.is_empty(outlines).any()
    if shapely.coverage_is_valid(shapes):  # where borders cross, cleaning adds the corners in which they do
        assert shapely.get_num_coordinates(outlines).sum() <= shapely.get_num_coordinates(shapes).sum()
    holes = [shapely.get_num_interior_rings(part) for part in shapely.get_parts(shapely.union_all(outlines))]
    assert sum(holes) == 0


@settings(max_examples=30, deadline=None)
@given(crooked_grids(reach=0.05))
def test_wards_drawn_in_groups_still_meet_the_other_group(shapes) -> None:
    rows = [WardRow(row=index, code=str(index), municipality=str(index // 5)) for index in range(len(shapes))]
    drawing = draw(rows, shapes, lambda *_progress: None, at_once=1)
    assert shapely.coverage_is_valid(drawing.outlines)


def test_neighbours_that_overlap_or_leave_a_crack_share_one_line_in_the_outlines() -> None:
    west, south = SEA
    shapes = cells(3)
    shapes[1] = shapely.box(west + 0.9 * CELL, south, west + 2 * CELL - 1e-6, south + CELL)
    shapes = np.array([polygons_of(shape) for shape in shapes], dtype=object)
    assert not shapely.coverage_is_valid(shapes)
    assert shapely.coverage_is_valid(draw_outlines(shapes))


def test_a_ward_that_lies_wholly_in_another_keeps_an_outline() -> None:
    west, south = SEA
    big = shapely.box(west, south, west + CELL, south + CELL)
    shapes = np.array([polygons_of(big), polygons_of(big)], dtype=object)
    outlines = draw_outlines(shapes)
    assert not shapely.is_empty(outlines).any()


def test_corners_that_move_little_ground_are_dropped() -> None:
    west, south = SEA
    edge = [(west + CELL * step / 100, south + (step % 2) * 1e-5) for step in range(100)]
    ward = polygons_of(shapely.Polygon([*edge, (west + CELL, south + CELL), (west, south + CELL)]))
    assert shapely.get_num_coordinates(draw_outlines(np.array([ward], dtype=object)))[0] < 10


def test_a_label_stands_inside_its_ward_where_there_is_room() -> None:
    west, south = SEA
    ell = shapely.union(
        shapely.box(west, south, west + 3 * CELL, south + 0.1 * CELL),
        shapely.box(west, south, west + CELL, south + CELL),
    )
    (label,) = place_labels(np.array([polygons_of(ell)], dtype=object))
    assert shapely.box(west, south, west + CELL, south + CELL).contains(label)
