"""Web Mercator (EPSG:3857) and its pyramid of square tiles, as every web map counts them.

Tile 0/0/0 is the whole world; each zoom doubles both directions; x grows eastwards, y southwards. A position inside a
level is a pair of floats in tiles: 3.5 is the middle of the fourth column. Formulas: EPSG guidance note 7-2, method
1024.
"""

from dataclasses import dataclass
from math import asinh, atan, degrees, floor, log2, pi, radians, sinh, tan

TILE_SIZE = 256
# A continent in a few tiles; a street across one.
LOWEST_ZOOM = 3
HIGHEST_ZOOM = 17
# The level at which the projection's square ends; nobody lives beyond it.
MAX_LATITUDE = degrees(atan(sinh(pi)))
# Half the side of the projection's square, in metres of the projection.
HALF_WORLD = 20_037_508.342789244


@dataclass(frozen=True)
class Extent:
    """A rectangle in degrees (EPSG:4326)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the middle as a map shows it."""
        left, top = tile_position(self.west, self.north, 0)
        right, bottom = tile_position(self.east, self.south, 0)
        return degrees_at((left + right) / 2, (top + bottom) / 2, 0)


@dataclass(frozen=True)
class Square:
    """A square of the projection: its upper left corner and its side in tiles of level 0 (the world has side 1)."""

    left: float
    top: float
    side: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in metres of EPSG:3857."""
        west = (2 * self.left - 1) * HALF_WORLD
        north = (1 - 2 * self.top) * HALF_WORLD
        reach = 2 * self.side * HALF_WORLD
        return west, north - reach, west + reach, north

    @property
    def extent(self) -> Extent:
        """The same square in degrees."""
        west, north = degrees_at(self.left, self.top, 0)
        east, south = degrees_at(self.left + self.side, self.top + self.side, 0)
        return Extent(west, south, east, north)

    def wider(self, share: float) -> "Square":
        """The same square with a margin on each side, as a share of its side."""
        margin = self.side * share
        return Square(self.left - margin, self.top - margin, self.side + 2 * margin)

    def pixel_of(self, longitude: float, latitude: float, size: int) -> tuple[float, float]:
        """Where a position lies in a picture of the square that is `size` pixels wide."""
        x, y = tile_position(longitude, latitude, 0)
        return (x - self.left) / self.side * size, (y - self.top) / self.side * size


def tile_position(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """Where a position (degrees) lies in a level, in tiles; latitudes beyond the projection count as its edge."""
    latitude = min(max(latitude, -MAX_LATITUDE), MAX_LATITUDE)
    count = 2**zoom
    return (longitude / 360 + 0.5) * count, (0.5 - asinh(tan(radians(latitude))) / (2 * pi)) * count


def degrees_at(x: float, y: float, zoom: int) -> tuple[float, float]:
    """Longitude and latitude of a place in a level: the inverse of `tile_position`."""
    count = 2**zoom
    return (x / count - 0.5) * 360, degrees(atan(sinh((1 - 2 * y / count) * pi)))


def tile_square(zoom: int, x: float, y: float, *, tiles: int = 1) -> Square:
    """The square covered by a tile, or by `tiles` x `tiles` of them from it to the right and down."""
    return Square(x / 2**zoom, y / 2**zoom, tiles / 2**zoom)


def tile_exists(zoom: int, x: int, y: int) -> bool:
    """Whether a level has this tile."""
    return zoom >= 0 and 0 <= x < 2**zoom and 0 <= y < 2**zoom


def square_around(extent: Extent, *, margin: float) -> Square:
    """The smallest square around a rectangle, with a margin on each side as a share of its longer side."""
    left, top = tile_position(extent.west, extent.north, 0)
    right, bottom = tile_position(extent.east, extent.south, 0)
    # A point has no size; a millionth of the world (some 40 m) keeps the square a square.
    side = max(right - left, bottom - top, 1e-6) * (1 + 2 * margin)
    return Square((left + right - side) / 2, (top + bottom - side) / 2, side)


def zoom_to_fit(extent: Extent, *, tiles: int, lowest: int, highest: int) -> int:
    """The closest zoom, within limits, at which a rectangle fits `tiles` x `tiles` whose middle is near its own.

    A quarter of a tile stays free on each side, since such a map begins at whole or half tiles.
    """
    side = square_around(extent, margin=0).side
    return min(max(floor(log2((tiles - 0.5) / side)), lowest), highest)
