"""Wards as an SVG picture that stands in a page."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wards.rules.drawing import DrawnWard, Ring

LABEL_HEIGHT = 20
_LETTER_WIDTH = 11


@dataclass(frozen=True)
class Shape:
    """A ward in the picture: its path, and its label (empty where it has no room) with the middle of its baseline."""

    path: str
    here: bool
    label: str
    x: int
    y: int


def shapes_of(wards: Iterable[DrawnWard], *, here: Collection[int] = ()) -> list[Shape]:
    """The shapes of a picture; wards whose key is in `here` come last, so that their line lies on top."""
    shapes = [_shape(ward, ward.pk in here) for ward in wards]
    return sorted(shapes, key=lambda shape: shape.here)


def _shape(ward: DrawnWard, here: bool) -> Shape:
    room = here or ward.has_room_for(_LETTER_WIDTH * (len(ward.label) + 1), 1.3 * LABEL_HEIGHT)
    x, y = ward.label_at
    return Shape(path_of(ward.polygons), here, ward.label if room else "", round(x), round(y + LABEL_HEIGHT / 3))


def path_of(polygons: Sequence[Sequence[Ring]]) -> str:
    """The `d` of a path for some polygons, each a list of rings that end where they begin.

    Steps are relative and the last point is left to `z`: a third of the weight of absolute coordinates.
    """
    return "".join(_ring_path(ring) for polygon in polygons for ring in polygon)


def _ring_path(ring: Ring) -> str:
    (x, y), *others = ring[:-1] if len(ring) > 1 and list(ring[0]) == list(ring[-1]) else ring
    steps = []
    for next_x, next_y in others:
        steps.append(f"{next_x - x}{_signed(next_y - y)}")
        x, y = next_x, next_y
    start = f"M{ring[0][0]}{_signed(ring[0][1])}"
    return f"{start}l{' '.join(steps).replace(' -', '-')}z" if steps else ""


def _signed(number: int) -> str:
    """A number after another one: its minus sign parts them, otherwise a space does."""
    return str(number) if number < 0 else f" {number}"
