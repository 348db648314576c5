"""GeoJSON and JSON lists as tables: one object a row."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.utils.translation import gettext as _

from wards.importers.cells import cell_text
from wards.importers.limits import TableError, refuse_too_many_cells

LONGITUDE, LATITUDE = "longitude", "latitude"
"""Columns that a feature's geometry adds where its properties have none of these names."""
MARKS_A_CELL = 2
"""How many braces, brackets and commas a cell may cost: those of rows and of coordinates come on top of its own."""
_WGS84 = ("EPSG:4326", "EPSG::4326", "CRS84")


def read_objects(content: bytes) -> Iterator[dict[str, str]]:
    """The objects of a GeoJSON FeatureCollection or of a JSON list, every value as text.

    Raises:
        TableError: it is no JSON, no table, or in a projection other than WGS 84.
    """
    refuse_too_many_cells(sum(map(content.count, (b"{", b"[", b","))) // MARKS_A_CELL)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise TableError(_("This JSON is no table. Bring a GeoJSON FeatureCollection or a list of objects.")) from error
    except ValueError as error:
        raise TableError(
            _("The file starts like JSON and cannot be read as JSON: %(reason)s.") % {"reason": error}
        ) from error
    return ({str(key): cell_text(value) for key, value in item.items()} for item in _objects(data))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        _refuse_other_projections(data)
        return (_flattened(feature) for feature in _checked(data.get("features")))
    return iter(_checked(data))


def _checked(items: Any) -> list[dict[str, Any]]:
    if not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
        raise TableError(_("This JSON is no table. Bring a GeoJSON FeatureCollection or a list of objects."))
    return items


def _refuse_other_projections(data: dict[str, Any]) -> None:
    declared = str(((data.get("crs") or {}).get("properties") or {}).get("name") or "CRS84")
    if not declared.endswith(_WGS84):
        raise TableError(
            _("This GeoJSON is in %(projection)s. Save it in WGS 84 (EPSG:4326) and bring that.")
            % {"projection": declared}
        )


def _flattened(feature: dict[str, Any]) -> dict[str, Any]:
    position = _position(feature.get("geometry"))
    return {**position, **(feature.get("properties") or {})}


def _position(geometry: dict[str, Any] | None) -> dict[str, float]:
    """Where a feature lies: a point as it is, of anything larger a point inside it."""
    if not geometry or not geometry.get("coordinates"):
        return {}
    try:
        if geometry["type"] == "Point":
            longitude, latitude = geometry["coordinates"][:2]
        else:
            longitude, latitude = GEOSGeometry(json.dumps(geometry)).point_on_surface.coords[:2]
    except (GEOSException, GDALException, KeyError, TypeError, ValueError):
        return {}
    return {LONGITUDE: longitude, LATITUDE: latitude}
