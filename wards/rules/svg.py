"""Shapes in whole pixels as the path of an SVG picture."""

from collections.abc import Sequence

from wards.rules.drawing import Ring


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
