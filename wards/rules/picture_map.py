"""A map of image tiles that is moved by buttons, for phones without JavaScript."""

from dataclasses import dataclass
from enum import StrEnum
from math import floor

from wards.rules.tiles import (
    HIGHEST_ZOOM,
    LOWEST_ZOOM,
    Extent,
    Square,
    degrees_at,
    tile_position,
    tile_square,
    zoom_to_fit,
)

# Two by two tiles of this many CSS pixels fit a screen of 360 with its margins. A tap tells its place in these pixels,
# so that no style sheet may scale them.
TILES = 2
SHOWN_PIXELS = 160
# From here a tap can be told from the next house.
_CLOSE_ZOOM = 14


class Move(StrEnum):
    """What a button does to the map."""

    NORTH = "north"
    SOUTH = "south"
    WEST = "west"
    EAST = "east"
    NEARER = "nearer"
    FARTHER = "farther"


_STEPS = {Move.NORTH: (0, -1), Move.SOUTH: (0, 1), Move.WEST: (-1, 0), Move.EAST: (1, 0)}


@dataclass(frozen=True)
class PictureMap:
    """What the map shows: TILES x TILES tiles of a level, whose upper left corner lies x and y half tiles in.

    By whole tiles a town could stand a quarter of the picture beside its middle.
    """

    zoom: int
    x: int
    y: int

    @classmethod
    def at(cls, zoom: int, x: int, y: int) -> "PictureMap":
        """The map from a half tile on, brought within the limits of zoom and of the world."""
        kept = min(max(zoom, LOWEST_ZOOM), HIGHEST_ZOOM)
        last = 2 * (2**kept - TILES)
        return cls(kept, min(max(x, 0), last), min(max(y, 0), last))

    @classmethod
    def fitting(cls, extent: Extent) -> "PictureMap":
        """The closest map that shows a rectangle."""
        zoom = zoom_to_fit(extent, tiles=TILES, lowest=LOWEST_ZOOM, highest=_CLOSE_ZOOM)
        return cls._with_middle(*extent.centre, zoom)

    @classmethod
    def around(cls, longitude: float, latitude: float) -> "PictureMap":
        """A close map around a position."""
        return cls._with_middle(longitude, latitude, _CLOSE_ZOOM)

    @classmethod
    def _with_middle(cls, longitude: float, latitude: float, zoom: int) -> "PictureMap":
        """The map whose middle is nearest to a position: at most a quarter of a tile beside it."""
        x, y = (floor(2 * at - TILES + 0.5) for at in tile_position(longitude, latitude, zoom))
        return cls.at(zoom, x, y)

    def moved(self, move: Move) -> "PictureMap":
        """The map after a button: a tile further, or a level nearer or farther around the same middle."""
        if move == Move.NEARER and self.zoom < HIGHEST_ZOOM:
            return PictureMap.at(self.zoom + 1, 2 * self.x + TILES, 2 * self.y + TILES)
        if move == Move.FARTHER and self.zoom > LOWEST_ZOOM:
            return PictureMap.at(self.zoom - 1, (self.x - TILES) // 2, (self.y - TILES) // 2)
        across, down = _STEPS.get(move, (0, 0))
        return PictureMap.at(self.zoom, self.x + 2 * across, self.y + 2 * down)

    @property
    def square(self) -> Square:
        """The part of the world that shows."""
        return tile_square(self.zoom, self.x / 2, self.y / 2, tiles=TILES)

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude at the cross."""
        return degrees_at((self.x + TILES) / 2, (self.y + TILES) / 2, self.zoom)

    def position(self, column: int, row: int, across: int, down: int) -> tuple[float, float]:
        """Longitude and latitude of a tap on a tile, whose place is told in pixels as shown."""
        x, y = self.x / 2 + column, self.y / 2 + row
        return degrees_at(x + across / SHOWN_PIXELS, y + down / SHOWN_PIXELS, self.zoom)
