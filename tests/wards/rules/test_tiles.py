"""Web Mercator and its tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.tiles import (
    MAX_LATITUDE,
    Extent,
    degrees_at,
    square_around,
    tile_exists,
    tile_position,
    tile_square,
    zoom_to_fit,
)

longitudes = st.floats(-180, 180)
latitudes = st.floats(-MAX_LATITUDE, MAX_LATITUDE)
zooms = st.integers(0, 20)


@given(longitudes, latitudes, zooms)
def test_a_position_comes_back_from_its_tile(longitude: float, latitude: float, zoom: int) -> None:
    assert degrees_at(*tile_position(longitude, latitude, zoom), zoom) == pytest.approx(
        (longitude, latitude), abs=1e-9, rel=1e-9
    )


@pytest.mark.parametrize(
    ("longitude", "latitude", "zoom", "tile"),
    [
        (0, 0, 0, (0.5, 0.5)),  # the Gulf of Guinea is the middle of the world
        (-180, MAX_LATITUDE, 3, (0, 0)),
        (180, -MAX_LATITUDE, 3, (8, 8)),
        (28.0473, -26.2041, 10, (591.779, 589.279)),  # Johannesburg, as PROJ has it
    ],
)
def test_known_positions_lie_in_their_tiles(
    longitude: float, latitude: float, zoom: int, tile: tuple[float, float]
) -> None:
    assert tile_position(longitude, latitude, zoom) == pytest.approx(tile, abs=1e-3)


def test_a_latitude_beyond_the_projection_counts_as_its_edge() -> None:
    assert tile_position(0, 90, 4) == tile_position(0, MAX_LATITUDE, 4)


def test_a_tile_knows_its_corners_in_metres_and_in_degrees() -> None:
    square = tile_square(1, 1, 1)
    assert square.bounds == pytest.approx((0, -20_037_508.34, 20_037_508.34, 0), abs=0.01)
    assert square.extent == Extent(0, pytest.approx(-MAX_LATITUDE), 180, pytest.approx(0))


@given(longitudes, latitudes, st.integers(1, 18))
def test_a_position_lies_inside_the_picture_of_its_own_tile(longitude: float, latitude: float, zoom: int) -> None:
    x, y = (min(int(at), 2**zoom - 1) for at in tile_position(longitude, latitude, zoom))
    across, down = tile_square(zoom, x, y).pixel_of(longitude, latitude, 256)
    assert -1e-3 <= across <= 256 + 1e-3
    assert -1e-3 <= down <= 256 + 1e-3


@pytest.mark.parametrize(
    ("zoom", "x", "y", "exists"),
    [(0, 0, 0, True), (0, 1, 0, False), (3, 7, 7, True), (3, 8, 0, False), (3, 0, -1, False), (-1, 0, 0, False)],
)
def test_a_level_has_only_its_own_tiles(zoom: int, x: int, y: int, exists: bool) -> None:
    assert tile_exists(zoom, x, y) is exists


def _extents() -> st.SearchStrategy[Extent]:
    return st.builds(
        lambda west, south, width, height: Extent(west, south, west + width, south + height),
        st.floats(-30, 50),
        st.floats(-35, 30),
        st.floats(0, 15),
        st.floats(0, 15),
    )


@given(_extents(), st.floats(0, 1))
def test_a_square_holds_the_rectangle_it_is_drawn_around(extent: Extent, margin: float) -> None:
    held = square_around(extent, margin=margin).extent
    assert held.west <= extent.west + 1e-9
    assert held.south <= extent.south + 1e-9
    assert held.east >= extent.east - 1e-9
    assert held.north >= extent.north - 1e-9


@given(_extents(), st.integers(2, 4))
def test_a_rectangle_fits_into_the_tiles_chosen_for_it(extent: Extent, tiles: int) -> None:
    zoom = zoom_to_fit(extent, tiles=tiles, lowest=0, highest=18)
    side = square_around(extent, margin=0).side * 2**zoom
    assert side <= tiles - 0.5 + 1e-9 or zoom == 0
    assert side * 2 > tiles - 0.5 - 1e-9 or zoom == 18


def test_the_zoom_keeps_to_its_limits() -> None:
    point = Extent(28, -26, 28, -26)
    world = Extent(-180, -85, 180, 85)
    assert zoom_to_fit(point, tiles=2, lowest=4, highest=16) == 16
    assert zoom_to_fit(world, tiles=2, lowest=4, highest=16) == 4
