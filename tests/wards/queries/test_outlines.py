"""Wards as they are drawn."""

from datetime import date

import pytest

from tests.wards.factories import CELL, SEA, WardFactory, make_grid, square
from wards.models import Ward
from wards.queries.outlines import draw_wards, extent_of
from wards.rules.tiles import Extent, Square, square_around, tile_position, tile_square

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)
WEST, SOUTH = SEA


def frame(columns: float, rows: float, margin: float = 0) -> Square:
    """The square around the first cells of the grid."""
    return square_around(Extent(WEST, SOUTH, WEST + columns * CELL, SOUTH + rows * CELL), margin=margin)


def test_a_ward_that_fills_the_square_is_drawn_from_corner_to_corner() -> None:
    ward = make_grid(1, 1)[0]
    (drawn,) = draw_wards(frame(1, 1), size=100, on=ON)
    points = {tuple(point) for point in drawn.polygons[0][0]}
    assert (drawn.code, drawn.number, drawn.municipality) == (ward.code, ward.number, ward.municipality.pk)
    assert {x for x, _ in points} == {7, 93}  # at 30 degrees south a square of degrees is higher than wide
    assert min(y for _, y in points) == 0
    assert drawn.label_at == pytest.approx((50, 50), abs=0.5)
    assert (round(drawn.width), round(drawn.height)) == (87, 100)


def test_wards_share_their_border_in_the_picture() -> None:
    make_grid(2, 1)
    west, east = draw_wards(frame(2, 1), size=512, on=ON)
    edge = {point[0] for point in map(tuple, west.polygons[0][0])} & {point[0] for point in east.polygons[0][0]}
    assert edge == {256}


def test_only_wards_that_show_in_the_square_are_drawn() -> None:
    wards = make_grid(5, 1)
    assert [drawn.code for drawn in draw_wards(frame(5, 1), size=512, on=ON)] == [ward.code for ward in wards]
    assert [drawn.code for drawn in draw_wards(frame(1, 1), size=512, on=ON)] == [wards[0].code, wards[1].code]


def test_a_ward_too_small_to_show_is_left_out() -> None:
    ward = make_grid(1, 1)[0]
    x, y = tile_position(*ward.label_point.coords, 3)
    assert draw_wards(tile_square(3, int(x), int(y)), size=512, on=ON) == []


def test_the_outline_is_drawn_and_not_the_boundary() -> None:
    municipality = make_grid(1, 1)[0].municipality
    WardFactory(municipality=municipality, number=2, boundary=square(0, 0), outline=square(0, 5))
    drawn = draw_wards(frame(1, 6), size=512, on=ON)
    assert [ward.number for ward in drawn] == [1, 2]
    assert min(y for _, y in drawn[1].polygons[0][0]) == 0


def test_wards_that_are_not_in_force_are_not_drawn() -> None:
    make_grid(1, 1, active_from=ON)
    assert len(draw_wards(frame(1, 1), size=100, on=ON)) == 1
    assert draw_wards(frame(1, 1), size=100, on=date(2024, 5, 28)) == []


def test_a_picture_costs_one_statement(django_assert_num_queries) -> None:
    make_grid(3, 3)
    with django_assert_num_queries(1):
        assert len(draw_wards(frame(3, 3), size=512, on=ON)) == 9


def test_the_extent_of_wards_holds_all_their_outlines() -> None:
    make_grid(3, 2)
    extent = extent_of(Ward.objects.all())
    assert extent == Extent(
        pytest.approx(WEST), pytest.approx(SOUTH), pytest.approx(WEST + 3 * CELL), pytest.approx(SOUTH + 2 * CELL)
    )
    assert extent_of(Ward.objects.none()) is None
