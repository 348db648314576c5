"""A map of what an edition of boundaries changes, as paths of an SVG picture."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wards.rules.svg import path_of

WIDTH = 1000
"""Of the picture, in its own units; the page scales it."""
LABEL_ROOM = 34
"""A ward smaller than this in either direction, in the picture's units, has no room for its number."""

Degrees = Sequence[Sequence[Sequence[Sequence[float]]]]
"""Polygons as lists of rings of (longitude, latitude)."""


class Fate(StrEnum):
    """What becomes of a ward."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class WardShape:
    """A ward to draw; `fate` is None for the earlier outline of a ward that moved."""

    code: str
    label: str
    polygons: Degrees
    label_at: tuple[float, float]
    fate: Fate | None


@dataclass(frozen=True)
class DrawnShape:
    """A ward in the picture: the `d` of its path, and where its label stands if there is room for one."""

    code: str
    label: str
    path: str
    fate: Fate | None
    x: int = 0
    y: int = 0
    has_label: bool = False


@dataclass(frozen=True)
class EditionMap:
    """The picture: its size, and its wards from the bottom up."""

    width: int
    height: int
    shapes: list[DrawnShape]


def draw_edition_map(shapes: Iterable[WardShape]) -> EditionMap | None:
    """Draw wards to scale around their middle latitude; None where there is nothing to draw."""
    shapes = list(shapes)
    points = [point for shape in shapes for polygon in shape.polygons for ring in polygon for point in ring]
    if not points:
        return None
    frame = _Frame.around(points)
    drawn = [frame.draw(shape) for shape in shapes]
    return EditionMap(WIDTH, frame.height, [shape for shape in drawn if shape.path])


@dataclass(frozen=True)
class _Frame:
    """From degrees to the picture."""

    west: float
    north: float
    across: float
    down: float
    height: int

    @classmethod
    def around(cls, points: Sequence[Sequence[float]]) -> "_Frame":
        west, east = min(point[0] for point in points), max(point[0] for point in points)
        south, north = min(point[1] for point in points), max(point[1] for point in points)
        narrowing = math.cos(math.radians((south + north) / 2))
        across = WIDTH / max((east - west), 1e-6)
        down = across / narrowing
        return cls(west, north, across, down, max(1, math.ceil((north - south) * down)))

    def place(self, point: Sequence[float]) -> tuple[int, int]:
        return round((point[0] - self.west) * self.across), round((self.north - point[1]) * self.down)

    def draw(self, shape: WardShape) -> DrawnShape:
        polygons = [[ring for ring in map(self._ring, polygon) if len(ring) > 3] for polygon in shape.polygons]
        across = [x for polygon in polygons for ring in polygon for x, _y in ring]
        along = [y for polygon in polygons for ring in polygon for _x, y in ring]
        roomy = bool(across) and min(max(across) - min(across), max(along) - min(along)) >= LABEL_ROOM
        x, y = self.place(shape.label_at)
        return DrawnShape(shape.code, shape.label, path_of(polygons), shape.fate, x, y, has_label=roomy)

    def _ring(self, ring: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
        """The ring in the picture's units, without points that fall together."""
        placed: list[tuple[int, int]] = []
        for point in map(self.place, ring):
            if not placed or point != placed[-1]:
                placed.append(point)
        return placed
