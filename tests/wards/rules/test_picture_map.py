"""The map of image tiles, moved by buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.picture_map import SHOWN_PIXELS, TILES, Move, PictureMap
from wards.rules.tiles import HIGHEST_ZOOM, LOWEST_ZOOM, Extent, tile_exists

maps = st.builds(
    PictureMap.at,
    st.integers(LOWEST_ZOOM, HIGHEST_ZOOM),
    st.integers(0, 2**HIGHEST_ZOOM),
    st.integers(0, 2**HIGHEST_ZOOM),
)


def all_tiles_exist(shown: PictureMap) -> bool:
    corners = [(shown.x // 2, shown.y // 2), ((shown.x + 2 * TILES - 1) // 2, (shown.y + 2 * TILES - 1) // 2)]
    return all(tile_exists(shown.zoom, *corner) for corner in corners)


@given(maps, st.lists(st.sampled_from(list(Move)), max_size=40))
def test_no_button_leads_out_of_the_world(shown: PictureMap, moves: list[Move]) -> None:
    for move in moves:
        shown = shown.moved(move)
        assert all_tiles_exist(shown)
        assert LOWEST_ZOOM <= shown.zoom <= HIGHEST_ZOOM


@pytest.mark.parametrize(
    ("there", "back"), [(Move.NORTH, Move.SOUTH), (Move.WEST, Move.EAST), (Move.NEARER, Move.FARTHER)]
)
def test_a_button_and_its_opposite_lead_back(there: Move, back: Move) -> None:
    shown = PictureMap(10, 590, 588)
    assert shown.moved(there) != shown
    assert shown.moved(there).moved(back) == shown


@given(maps.filter(lambda shown: shown.zoom < HIGHEST_ZOOM))
def test_nearer_keeps_the_middle(shown: PictureMap) -> None:
    assert shown.moved(Move.NEARER).middle == pytest.approx(shown.middle, abs=1e-9)


def test_at_the_limits_nearer_and_farther_stay() -> None:
    for shown, move in [
        (PictureMap.at(HIGHEST_ZOOM, 5, 5), Move.NEARER),
        (PictureMap.at(LOWEST_ZOOM, 1, 1), Move.FARTHER),
    ]:
        assert shown.moved(move) == shown


def test_a_map_is_brought_within_the_limits() -> None:
    assert PictureMap.at(99, -3, 10**9) == PictureMap(HIGHEST_ZOOM, 0, 2 * (2**HIGHEST_ZOOM - TILES))


def test_a_tap_in_the_middle_of_the_picture_is_at_the_cross() -> None:
    shown = PictureMap(10, 590, 588)
    assert shown.position(1, 1, 0, 0) == shown.middle
    assert shown.position(0, 0, SHOWN_PIXELS, SHOWN_PIXELS) == shown.middle


@given(maps, *(st.integers(0, SHOWN_PIXELS - 1) for _ in "xy"), *(st.integers(0, TILES - 1) for _ in "xy"))
def test_a_pin_stands_where_the_tap_was(shown: PictureMap, across: int, down: int, column: int, row: int) -> None:
    x, y = shown.square.pixel_of(*shown.position(column, row, across, down), TILES * SHOWN_PIXELS)
    assert (x, y) == pytest.approx((column * SHOWN_PIXELS + across, row * SHOWN_PIXELS + down), abs=1e-3)


@given(st.floats(-40, 50), st.floats(-35, 30), st.floats(0.01, 4), st.floats(0.01, 4))
def test_a_map_opens_with_all_of_the_land_and_its_middle_near_the_cross(
    west: float, south: float, width: float, height: float
) -> None:
    land = Extent(west, south, west + width, south + height)
    shown = PictureMap.fitting(land)
    held = shown.square.extent
    assert held.west <= land.west <= land.east <= held.east
    assert held.south <= land.south <= land.north <= held.north
    size = TILES * SHOWN_PIXELS
    assert shown.square.pixel_of(*land.centre, size) == pytest.approx((size / 2, size / 2), abs=SHOWN_PIXELS / 4 + 1e-3)


def test_a_map_opens_close_enough_to_fill_it() -> None:
    johannesburg = Extent(27.72, -26.53, 28.25, -25.89)
    shown = PictureMap.fitting(johannesburg)
    held = shown.square.extent
    assert shown.zoom == 9  # a level nearer it would be two tiles high
    assert held.west < johannesburg.west
    assert held.east > johannesburg.east


def test_a_map_around_a_place_holds_it_near_the_middle() -> None:
    shown = PictureMap.around(28.0473, -26.2041)
    assert shown.square.pixel_of(28.0473, -26.2041, 100) == pytest.approx((50, 50), abs=13)
