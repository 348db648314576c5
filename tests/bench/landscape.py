"""Invented wards by the thousand, as large and as ragged as a country's: for figures where no real file is at hand.

The country lies at sea. Its wards are the cells around random points; every shared border is one ragged line that
both neighbours take part in, as in a file from a demarcation board.
"""

import math
import random
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiPoint, Polygon, box

EXTENT = (-14.0, -34.0, -2.0, -26.0)
"""West, south, east and north in degrees: the South Atlantic, as large as South Africa's populated half."""
WARDS = 4400
MUNICIPALITIES_ACROSS = 15
BENDS = 3
"""How often each border is halved, each half bent aside: 2**3 segments, about 24 vertices for each ward's share."""


@dataclass(frozen=True)
class InventedWard:
    """One ward: its code (municipality and number), and its shape in degrees."""

    municipality: str
    number: int
    code: str
    shape: Polygon


def invent_wards(count: int = WARDS, *, seed: int = 1) -> list[InventedWard]:
    """Wards that fill the country without gap or overlap; the same ones for the same seed.

    Args:
        count: how many wards.
        seed: of the random numbers.
    """
    cells = list(shapely.polygonize(_borders(count, random.Random(seed))).geoms)
    members: dict[str, list[Polygon]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.centroid.y, cell.centroid.x)):
        members.setdefault(_municipality(cell), []).append(cell)
    return [
        InventedWard(code, number, f"{code}{number:03d}", cell)
        for code, shapes in sorted(members.items())
        for number, cell in enumerate(shapes, start=1)
    ]


def _borders(count: int, chance: random.Random) -> list[LineString]:
    """Every border between two neighbours, and the coast, each once."""
    west, south, east, north = EXTENT
    seats = MultiPoint([(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(count)])
    cells = shapely.get_parts(shapely.voronoi_polygons(seats, extend_to=box(*EXTENT)))
    clipped = shapely.intersection(cells, box(*EXTENT))
    edges = shapely.get_parts(shapely.node(shapely.union_all(shapely.boundary(clipped))))
    return [LineString(_ragged(list(edge.coords), chance)) for edge in edges]


def _ragged(line: list[tuple[float, float]], chance: random.Random) -> list[tuple[float, float]]:
    """A line whose pieces are halved BENDS times, each middle moved aside by a small part of its piece's length."""
    for _ in range(BENDS):
        bent = [line[0]]
        for start, end in pairwise(line):
            aside = chance.uniform(-0.06, 0.06)
            across, along = end[0] - start[0], end[1] - start[1]
            bent += [((start[0] + end[0]) / 2 - aside * along, (start[1] + end[1]) / 2 + aside * across), end]
        line = bent
    return line


def _municipality(cell: Polygon) -> str:
    """The municipality in whose square the ward's middle lies, such as ZZ0412."""
    west, south, east, _ = EXTENT
    side = (east - west) / MUNICIPALITIES_ACROSS
    middle = cell.centroid
    return f"ZZ{math.floor((middle.y - south) / side):02d}{math.floor((middle.x - west) / side):02d}"
