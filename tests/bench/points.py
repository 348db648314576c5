"""Positions to look up: the same ones in every run."""

import random

import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 7
"""As many as positions are passed around with: a centimetre."""


def scatter(shapes: list[BaseGeometry], count: int, *, seed: int = 1) -> list[tuple[float, float]]:
    """Positions (degrees east, degrees north) in the bounding boxes of wards drawn at random.

    Each ward is as likely as any other, so that towns, where wards are small, get as many positions as people ask for
    there. Some positions lie in a neighbour, and a few outside every ward.
    """
    chance = random.Random(seed)
    boxes = shapely.bounds(shapes).tolist()
    drawn = (chance.choice(boxes) for _ in range(count))
    return [
        (round(chance.uniform(west, east), DECIMALS), round(chance.uniform(south, north), DECIMALS))
        for west, south, east, north in drawn
    ]
