"""An invented island and its wards, drawn by code; it lies at sea, where no real ward is.

Coast and borders are first drawn straight (an ellipse with bays, Voronoi cells), then bent together by one smooth
displacement of the plane. Neighbours stay neighbours: they share each point of their border exactly.
"""

import math
from collections.abc import Callable

import numpy as np
import shapely
from shapely import MultiPoint, Point, Polygon

from cms.demo.island import Island
from cms.demo.seed import dice

KM_PER_DEGREE = 111.32
"""Length of a degree on the equator, near which the islands lie: both axes alike to 0.1 %."""
STEP_KM = 0.2
"""Distance between two points of a border or coast."""
OUTLINE_TOLERANCE_DEGREES = 0.0012
"""How far a map's outline may lie from the boundary: some 130 m, a pixel or two on a phone."""


Centres = list[tuple[float, float]]
"""One point a ward in kilometres from the island's centre: a ward is what lies nearest to its point."""


def place_centres(island: Island) -> Centres:
    """The wards' centres: spread evenly, then drawn in towards the town in the middle, where wards are smaller.

    They are numbered as one reads: from the north-west, row by row.
    """
    throw = dice(f"{island.key}:centres")
    coast = _coast(island)
    centres: Centres = []
    while len(centres) < island.wards:
        point = (
            throw.uniform(-island.half_width_km, island.half_width_km),
            throw.uniform(-island.half_height_km, island.half_height_km),
        )
        if coast.contains(Point(point)):
            centres.append(point)
    for _ in range(4):
        centres = [cell.centroid.coords[0] for cell in _cells(centres, coast)]
    centres = [(x * _pull(island, x, y), y * _pull(island, x, y)) for x, y in centres]
    row_km = 2 * island.half_height_km / math.sqrt(island.wards)
    return sorted(centres, key=lambda centre: (-round(centre[1] / row_km), centre[0]))


def draw_wards(island: Island, centres: Centres) -> list[Polygon]:
    """The boundary of each centre's ward, longitude and latitude in degrees with seven decimals, in the same order."""
    coast = _coast(island)
    borders = shapely.segmentize(_borders(centres, coast), STEP_KM)
    drawn = shapely.transform(borders, _bend(island))
    degrees = shapely.transform(drawn, lambda points: _to_degrees(island, points))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(degrees)))
    bent = shapely.transform(MultiPoint(centres), _bend(island))
    spots = shapely.get_parts(shapely.transform(bent, lambda points: _to_degrees(island, points)))
    return [next(face for face in faces if face.contains(spot)) for spot in spots]


def simplify_together(wards: list[Polygon]) -> list[Polygon]:
    """Outlines for maps, simplified as one coverage, so that neighbours still share their border."""
    return list(shapely.coverage_simplify(wards, OUTLINE_TOLERANCE_DEGREES))


def spread_points(ward: Polygon, how_many: int, *, purpose: str) -> list[Point]:
    """Points well inside a ward and apart from each other, for its places; in degrees."""
    throw = dice(purpose)
    room = ward.buffer(-0.4 / KM_PER_DEGREE)
    west, south, east, north = room.bounds
    apart = 0.5 * math.sqrt(room.area / how_many)
    points: list[Point] = []
    while len(points) < how_many:
        point = Point(round(throw.uniform(west, east), 5), round(throw.uniform(south, north), 5))
        if room.contains(point) and all(point.distance(other) > apart for other in points):
            points.append(point)
        apart *= 0.999
    return points


def _coast(island: Island) -> Polygon:
    """An ellipse whose radius swells and shrinks into capes and bays; in kilometres."""
    throw = dice(f"{island.key}:coast")
    waves = [(count, throw.uniform(0.3, 0.8) / count, throw.uniform(0, math.tau)) for count in (2, 3, 5, 7)]
    turns = [step * math.tau / 240 for step in range(240)]
    swell = [1 + 0.5 * sum(size * math.sin(count * turn + phase) for count, size, phase in waves) for turn in turns]
    return Polygon(
        (island.half_width_km * far * math.cos(turn), island.half_height_km * far * math.sin(turn))
        for turn, far in zip(turns, swell, strict=True)
    )


def _pull(island: Island, x: float, y: float) -> float:
    """How much nearer to the town a centre moves: by two fifths in the middle, not at all on the coast."""
    return 0.6 + 0.4 * min(1.0, math.hypot(x / island.half_width_km, y / island.half_height_km))


def _cells(centres: Centres, coast: Polygon) -> list[Polygon]:
    """The part of the island nearest to each centre, in the centres' order."""
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(centres), extend_to=coast.buffer(5)))
    return [next(cell for cell in cells if cell.contains(Point(centre))).intersection(coast) for centre in centres]


def _borders(centres: Centres, coast: Polygon) -> shapely.Geometry:
    """The coast and the lines half-way between centres, each once, from fork to fork."""
    halfway = shapely.voronoi_polygons(MultiPoint(centres), extend_to=coast.buffer(5), only_edges=True)
    return shapely.line_merge(shapely.union(halfway, coast.exterior))


def _bend(island: Island) -> Callable[[np.ndarray], np.ndarray]:
    """A smooth displacement of the plane: long swells for the lie of the land, short ones for brooks and roads.

    No swell is steep enough to fold the plane, so that borders never cross.
    """
    throw = dice(f"{island.key}:bend")
    swells = [
        (math.tau / length, size, throw.uniform(0, math.tau), throw.uniform(0, math.tau), throw.uniform(0, math.tau))
        for length, size in ((15, 0.7), (9, 0.4), (4.5, 0.16), (2.2, 0.06), (1.3, 0.03))
        for _ in range(2)
    ]

    def bend(points: np.ndarray) -> np.ndarray:
        moved = points.copy()
        for steep, size, heading, phase_x, phase_y in swells:
            along = steep * (points[:, 0] * math.cos(heading) + points[:, 1] * math.sin(heading))
            moved[:, 0] += size * np.sin(along + phase_x)
            moved[:, 1] += size * np.sin(along + phase_y)
        return moved

    return bend


def _to_degrees(island: Island, points: np.ndarray) -> np.ndarray:
    return np.round(points / KM_PER_DEGREE + (island.longitude, island.latitude), 7)
