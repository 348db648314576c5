"""Shapes of wards: on the earth, the right way round, valid."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.problems import Problem, Severity
from wards.rules.countries import Extent

Shapes = NDArray[np.object_]
"""An array of shapely geometries; a row without one holds None."""

EARTH = Extent(-180, -90, 180, 90)
SMALLEST, SUSPICIOUS = 1.0, 1000.0
"""Square metres: a shape of less ground than the first is no ward, one of less than the second is doubtful."""
WGS84 = CRS.from_epsg(4326)
EQUAL_AREA = CRS.from_epsg(6933)
"""The equal-area projection of the whole earth (EASE-Grid 2.0), in metres."""
_to_equal_area = Transformer.from_crs(WGS84, EQUAL_AREA, always_xy=True)
_POLYGON, _MULTIPOLYGON, _COLLECTION = 3, 6, 7


@dataclass(frozen=True)
class CheckedShapes:
    """Multipolygons in WGS 84, None where a row has none that can be taken, and what was found."""

    shapes: Shapes
    problems: list[Problem]


def read_crs(declared: str | None, given: str) -> CRS:
    """The reference system of a file: what the person says, or else what the file declares.

    Raises:
        BoundaryFileError: neither says one, or it is none that is known.
    """
    if not (given or declared):
        raise BoundaryFileError(
            _(
                "The file does not say in which reference system its coordinates are. Ask who made it, and pass it: "
                "--crs EPSG:4326 where they are degrees of longitude and latitude, --crs EPSG:2048 where they are "
                "metres on South Africa's Lo19, and so on."
            )
        )
    try:
        return CRS.from_user_input(given or declared)
    except CRSError as error:
        raise BoundaryFileError(
            _("%(crs)s is no reference system that is known. Write it as EPSG:4326.") % {"crs": given or declared}
        ) from error


def check_shapes(shapes: Shapes, crs: CRS, extent: Extent | None, country: str) -> CheckedShapes:
    """Bring shapes to WGS 84, refuse what lies nowhere or elsewhere, repair invalid rings.

    Args:
        shapes: one for each row, in the file's order.
        crs: of their coordinates.
        extent: where the country lies, None where that is not known.
        country: its code, for the words.
    """
    shapes = shapely.force_2d(shapes)
    problems = _refuse(shapes, shapely.is_missing(shapes) | shapely.is_empty(shapes), "no_shape", _("It has no shape."))
    no_area = ~np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON, _COLLECTION))
    problems += _refuse(shapes, no_area & (shapes != None), "no_area", _("Its shape is no area."))  # noqa: E711
    shapes = _to_wgs84(shapes, crs)
    problems += _refuse_places(shapes, extent, country)
    problems += _repair(shapes)
    problems += _weigh(shapes)
    return CheckedShapes(_as_multipolygons(shapes), problems)


def areas(shapes: Shapes) -> NDArray[np.float64]:
    """The area of each shape on the ground in square metres; 0 for None."""
    flat = shapely.transform(shapes, _to_equal_area.transform, interleaved=False)
    return np.nan_to_num(shapely.area(flat))


def extent_of(shapes: Shapes) -> Extent:
    """The box around shapes."""
    return Extent(*map(float, shapely.total_bounds(shapes)))


def polygons_of(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The areas of a shape of any kind, without its lines and points."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    return shapely.MultiPolygon(list(parts[shapely.get_type_id(parts) == _POLYGON]))


def _refuse(shapes: Shapes, which: NDArray[np.bool_], code: str, message: str) -> list[Problem]:
    """Take the shapes away that are marked, with a problem for each."""
    rows = np.flatnonzero(which)
    shapes[rows] = None
    return [Problem(int(row) + 1, code, Severity.ERROR, message) for row in rows]


def _to_wgs84(shapes: Shapes, crs: CRS) -> Shapes:
    if crs.equals(WGS84, ignore_axis_order=True):
        return shapes
    transformer = Transformer.from_crs(crs, WGS84, always_xy=True)
    return shapely.transform(shapes, transformer.transform, interleaved=False)


def _refuse_places(shapes: Shapes, extent: Extent | None, country: str) -> list[Problem]:
    problems = []
    for index, box in enumerate(shapely.bounds(shapes)):
        if shapes[index] is None:
            continue
        found = _refuse_place(index + 1, Extent(*map(float, box)), extent, country)
        if found:
            shapes[index] = None
            problems.append(found)
    return problems


def _refuse_place(row: int, box: Extent, extent: Extent | None, country: str) -> Problem | None:
    on_earth = _is_on_earth(box)
    if on_earth and (extent is None or extent.meets(box)):
        return None
    where = {"longitude": f"{box.west:.5f}", "latitude": f"{box.south:.5f}", "country": country}
    swapped = box.swapped()
    if _is_on_earth(swapped) and extent is not None and extent.meets(swapped):
        message = _(
            "Longitude and latitude are swapped: it would lie at longitude %(longitude)s, latitude %(latitude)s."
        )
        return Problem(row, "swapped_axes", Severity.ERROR, message % where)
    if not on_earth:
        message = _("It lies outside the earth, at longitude %(longitude)s, latitude %(latitude)s.")
        return Problem(row, "outside_earth", Severity.ERROR, message % where)
    message = _("It lies outside %(country)s, at longitude %(longitude)s, latitude %(latitude)s.")
    return Problem(row, "outside_country", Severity.ERROR, message % where)


def _is_on_earth(box: Extent) -> bool:
    return (
        bool(np.isfinite(box).all())
        and box.west >= EARTH.west
        and box.east <= EARTH.east
        and box.south >= EARTH.south
        and box.north <= EARTH.north
    )


def _repair(shapes: Shapes) -> list[Problem]:
    """Mend invalid rings in place, and say by how much that changed the area."""
    broken = np.flatnonzero(~shapely.is_valid(shapes) & (shapes != None))  # noqa: E711
    reasons = shapely.is_valid_reason(shapes[broken])
    before = areas(shapes[broken])
    mended = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    shapes[broken] = [polygons_of(shape) for shape in mended]
    message = _("The boundary was invalid (%(reason)s) and was repaired; its area changed by %(change).0f m².")
    return [
        Problem(int(row) + 1, "repaired", Severity.WARNING, message % {"reason": reason, "change": abs(after - old)})
        for row, reason, old, after in zip(broken, reasons, before, areas(shapes[broken]), strict=True)
    ]


def _weigh(shapes: Shapes) -> list[Problem]:
    """Refuse shapes without ground, and point at those that are hardly wards."""
    ground = areas(shapes)
    there = shapes != None  # noqa: E711
    problems = _refuse(shapes, there & (ground < SMALLEST), "no_ground", _("Its shape covers no ground."))
    message = _("Its shape covers only %(area).0f m². Is it a part of another ward?")
    return problems + [
        Problem(int(row) + 1, "little_ground", Severity.WARNING, message % {"area": ground[row]})
        for row in np.flatnonzero(there & (ground >= SMALLEST) & (ground < SUSPICIOUS))
    ]


def _as_multipolygons(shapes: Shapes) -> Shapes:
    made = np.empty(len(shapes), dtype=object)
    for index, shape in enumerate(shapes):
        made[index] = shape if shape is None or shape.geom_type == "MultiPolygon" else polygons_of(shape)
    return made
