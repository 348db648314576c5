"""Wards as they are drawn: outlines in a square of the map. Look-ups never use these, they use the boundary."""

import json

from django.contrib.gis.db.models import Extent as ExtentOf
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Polygon
from django.db.models import CharField, Expression, F, FloatField, Func, QuerySet, Value

from wards.models import Ward
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force
from wards.rules.drawing import DrawnWard, Ring
from wards.rules.tiles import Extent, Square

_WEB_MERCATOR = 3857
_SHAPE = GeometryField(srid=_WEB_MERCATOR)
# Shapes reach this part of the picture's size beyond its edge: no line runs along the edge itself, and a label that
# stands on the edge of two tiles is drawn on both.
_OVERLAP = 1 / 16
# A picture of a continent is bounded too; beyond this many wards each is smaller than a pixel.
MOST_WARDS = 8_000


def draw_wards(square: Square, *, size: int, on: DayOrMoment) -> list[DrawnWard]:
    """The wards in force of which something shows in a square, in one statement.

    Shapes are cut and rounded to the picture by PostGIS; a ward too small to show is left out.

    Args:
        square: the part of the map.
        size: the picture's width and height in pixels.
        on: the day, or a moment: the day that it then is there.
    """
    wider = square.wider(_OVERLAP)
    rows = (
        wards_in_force(on)
        .filter(outline__bboverlaps=Polygon.from_bbox(_bounds(wider.extent)))
        .annotate(drawn=_in_pixels(square, size), **_measures())
        .filter(drawn__isnull=False)
        .order_by("code", "pk")
        .values_list("pk", "code", "number", "name", "municipality_id", "drawn", *_measures())
    )
    return [_drawn(square, size, row) for row in rows[:MOST_WARDS]]


def _drawn(square: Square, size: int, row: tuple) -> DrawnWard:
    pk, code, number, name, municipality, shape, x, y, west, south, east, north = row
    left, top = square.pixel_of(west, north, size)
    right, bottom = square.pixel_of(east, south, size)
    return DrawnWard(
        pk=pk,
        code=code,
        number=number,
        name=name,
        municipality=municipality,
        polygons=_polygons(json.loads(shape)),
        label_at=square.pixel_of(x, y, size),
        width=right - left,
        height=bottom - top,
    )


def _measures() -> dict[str, Expression]:
    """Where the label stands, and the outline's west, south, east and north, in degrees."""
    columns = {"ST_X": "label_point", "ST_Y": "label_point"}
    columns |= dict.fromkeys(["ST_XMin", "ST_YMin", "ST_XMax", "ST_YMax"], "outline")
    return {name.lower(): Func(F(column), function=name, output_field=FloatField()) for name, column in columns.items()}


def extent_of(wards: QuerySet[Ward]) -> Extent | None:
    """The rectangle around the outlines of some wards; None around none."""
    bounds = wards.order_by().aggregate(bounds=ExtentOf("outline"))["bounds"]
    return Extent(*bounds) if bounds else None


def _in_pixels(square: Square, size: int) -> Expression:
    projected = Func(F("outline"), Value(_WEB_MERCATOR), function="ST_Transform", output_field=_SHAPE)
    frame = Value(Polygon.from_bbox(square.bounds), output_field=_SHAPE)
    overlap = Value(round(size * _OVERLAP))
    pixels = Func(projected, frame, Value(size), overlap, Value(True), function="ST_AsMVTGeom", output_field=_SHAPE)
    return Func(pixels, Value(0), function="ST_AsGeoJSON", output_field=CharField())


def _bounds(extent: Extent) -> tuple[float, float, float, float]:
    return extent.west, extent.south, extent.east, extent.north


def _polygons(shape: dict) -> list[list[Ring]]:
    return shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
