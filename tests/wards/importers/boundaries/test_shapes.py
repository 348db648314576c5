"""Shapes are brought to WGS 84; what lies nowhere is refused, what is broken is repaired."""

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from tests.wards.factories import CELL, SEA
from tests.wards.importers.boundaries.files import cells
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.shapes import WGS84, areas, check_shapes, extent_of, read_crs
from wards.rules.countries import Extent

WEST, SOUTH = SEA
THERE = Extent(WEST - 5, SOUTH - 5, WEST + 5, SOUTH + 5)


def check(*shapes, crs: CRS = WGS84, extent: Extent | None = THERE):
    return check_shapes(np.array(shapes, dtype=object), crs, extent, "ZZ")


def swapped(shape):
    return shapely.transform(shape, lambda corners: corners[:, ::-1])


@pytest.mark.parametrize("code", ["EPSG:3857", "EPSG:32729", "EPSG:4148", "EPSG:6933"])
def test_any_reference_system_is_brought_to_longitude_and_latitude(code) -> None:
    square = cells(1)[0]
    there = Transformer.from_crs(WGS84, code, always_xy=True)
    moved = shapely.transform(square, there.transform, interleaved=False)
    checked = check(moved, crs=CRS(code))
    assert checked.problems == []
    assert checked.shapes[0].geom_type == "MultiPolygon"
    assert shapely.hausdorff_distance(checked.shapes[0], square) < 1e-6


def test_the_south_african_grid_that_counts_west_and_south_comes_out_right() -> None:
    square = shapely.box(18.4, -33.95, 18.41, -33.94)
    lo19 = Transformer.from_crs(WGS84, "EPSG:2048", always_xy=True)
    moved = shapely.transform(square, lo19.transform, interleaved=False)
    checked = check(moved, crs=CRS("EPSG:2048"), extent=Extent(16, -35, 33, -22))
    assert shapely.hausdorff_distance(checked.shapes[0], square) < 1e-4


def test_a_reference_system_that_nobody_names_is_asked_for() -> None:
    with pytest.raises(BoundaryFileError, match="pass it: --crs EPSG:4326"):
        read_crs(None, "")
    assert read_crs(None, "EPSG:2048") == CRS("EPSG:2048")
    assert read_crs("EPSG:2048", "EPSG:4326") == CRS("EPSG:4326")
    with pytest.raises(BoundaryFileError, match="LO19 is no reference system"):
        read_crs(None, "LO19")


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        (None, "no_shape"),
        (shapely.Polygon(), "no_shape"),
        (shapely.Point(WEST, SOUTH), "no_area"),
        (shapely.LineString([(WEST, SOUTH), (WEST + 1, SOUTH)]), "no_area"),
        (shapely.box(WEST, SOUTH, WEST + 1e-7, SOUTH + 1e-7), "no_ground"),
        (shapely.box(200, SOUTH, 201, SOUTH + 1), "outside_earth"),
        (shapely.box(WEST, -95, WEST + 1, -94), "outside_earth"),
        (shapely.Polygon([(WEST, SOUTH), (float("inf"), SOUTH), (WEST, SOUTH + 1)]), "outside_earth"),
        (shapely.box(30, 20, 31, 21), "outside_country"),
        (swapped(cells(1)[0]), "swapped_axes"),
    ],
)
def test_what_cannot_be_a_ward_is_refused_alone(shape, problem) -> None:
    good = cells(3)
    checked = check(good[0], shape, good[2])
    assert [(each.row, each.code, each.severity) for each in checked.problems] == [(2, problem, "error")]
    assert [each is None for each in checked.shapes] == [False, True, False]


def test_a_country_of_unknown_place_takes_shapes_anywhere_on_earth() -> None:
    assert check(shapely.box(30, 20, 31, 21), extent=None).problems == []


def test_invalid_rings_are_repaired_and_said_so() -> None:
    corners = [(0, 0), (1, 1), (1, 0), (0, 1)]
    bow_tie = shapely.Polygon([(WEST + x * CELL, SOUTH + y * CELL) for x, y in corners])
    spike = shapely.Polygon([(WEST, SOUTH), (WEST + CELL, SOUTH), (WEST + CELL, SOUTH + 1), (WEST + CELL, SOUTH)])
    checked = check(bow_tie, cells(1)[0])
    assert [(each.row, each.code, each.severity) for each in checked.problems] == [(1, "repaired", "warning")]
    assert "Self-intersection" in checked.problems[0].message
    assert shapely.is_valid(checked.shapes).all()
    assert areas(checked.shapes)[0] == pytest.approx(areas(cells(1))[0] / 2, rel=0.01)
    assert [each.code for each in check(spike).problems][-1] == "no_ground"


def test_heights_are_dropped_and_areas_taken_out_of_mixed_shapes() -> None:
    square = cells(1)[0]
    mixed = shapely.GeometryCollection([shapely.force_3d(square, 7), shapely.Point(WEST, SOUTH)])
    checked = check(mixed)
    assert not checked.shapes[0].has_z
    assert checked.shapes[0].equals(square)


def test_a_sliver_is_taken_and_pointed_at() -> None:
    sliver = shapely.box(WEST, SOUTH, WEST + CELL, SOUTH + 1e-7)
    checked = check(sliver)
    assert [(each.code, each.severity) for each in checked.problems] == [("little_ground", "warning")]
    assert checked.shapes[0] is not None


def test_areas_are_those_of_the_ground_at_any_latitude() -> None:
    degree = np.array([shapely.box(0, 0, 1, 1), shapely.box(0, 60, 1, 61)])
    # The area of a degree by a degree on the WGS 84 ellipsoid, in square kilometres.
    assert areas(degree) / 1e6 == pytest.approx([12309, 6122], rel=0.001)


def test_the_box_around_shapes() -> None:
    assert extent_of(cells(2)) == pytest.approx((WEST, SOUTH, WEST + 2 * CELL, SOUTH + CELL))
