"""Positions as tables write them, and what is wrong with those that are none."""

import math
from enum import StrEnum
from typing import NamedTuple

_NOTHING = frozenset({"", ".", "-", "..", "n/a", "na", "null", "none", "unknown"})


class Position(NamedTuple):
    """A point on the earth, WGS 84, in degrees."""

    longitude: float
    latitude: float


class Box(NamedTuple):
    """A box in degrees east and north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, position: Position) -> bool:
        """Whether a position lies in the box."""
        return self.west <= position.longitude <= self.east and self.south <= position.latitude <= self.north


class NoPosition(StrEnum):
    """Why a row has no position that can be taken."""

    MISSING = "no_position"
    UNREADABLE = "unreadable_position"
    ZERO = "zero_position"
    OFF_EARTH = "position_off_earth"
    SWAPPED = "swapped_position"


def read_position(longitude: str, latitude: str, extent: Box | None) -> Position | NoPosition:
    """Read a position; a decimal comma is a point.

    Args:
        extent: the box around the wards of the country, None where none are loaded: tells swapped coordinates.

    Returns:
        The position, or why there is none. Zero degrees both ways is where forms put what nobody filled in.
    """
    east, north = _number(longitude), _number(latitude)
    if isinstance(east, NoPosition) or isinstance(north, NoPosition):
        reasons = {east, north}
        return NoPosition.UNREADABLE if NoPosition.UNREADABLE in reasons else NoPosition.MISSING
    position = Position(east, north)
    if east == north == 0:
        return NoPosition.ZERO
    if extent and not extent.holds(position) and extent.holds(Position(north, east)):
        return NoPosition.SWAPPED
    if not (-180 <= east <= 180 and -90 <= north <= 90):
        return NoPosition.OFF_EARTH
    return position


def _number(text: str) -> float | NoPosition:
    if text.casefold() in _NOTHING:
        return NoPosition.MISSING
    try:
        number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return NoPosition.UNREADABLE
    return number if math.isfinite(number) else NoPosition.UNREADABLE
