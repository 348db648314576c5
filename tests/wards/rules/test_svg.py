"""Shapes as the path of an SVG picture."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wards.rules.svg import path_of


def read_path(path: str) -> list[list[tuple[int, int]]]:
    """Follow a path as a browser does: back to rings of absolute points."""
    rings = []
    for move in re.findall(r"M([^z]*)z", path):
        first, steps = move.split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", first + " " + steps)]
        x = y = 0
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append([*ring, ring[0]])
    return rings


def test_a_square_is_four_steps() -> None:
    assert path_of([[[(0, 0), (10, 0), (10, -5), (0, -5), (0, 0)]]]) == "M0 0l10 0 0-5-10 0z"


def test_every_ring_of_every_polygon_is_drawn() -> None:
    outer, hole = [(0, 0), (9, 0), (9, 9), (0, 0)], [(3, 2), (4, 2), (4, 3), (3, 2)]
    island = [(20, 20), (21, 20), (21, 21), (20, 20)]
    assert read_path(path_of([[outer, hole], [island]])) == [outer, hole, island]


def test_a_single_point_draws_nothing() -> None:
    assert path_of([[[(1, 1), (1, 1)]]]) == ""


points = st.tuples(st.integers(-600, 600), st.integers(-600, 600))


@given(st.lists(points, min_size=3, max_size=30, unique=True))
def test_a_browser_reads_back_what_was_drawn(ring: list[tuple[int, int]]) -> None:
    closed = [*ring, ring[0]]
    assert read_path(path_of([[closed]])) == [closed]
