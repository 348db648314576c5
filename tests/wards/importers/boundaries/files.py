"""Spatial files for tests: grids of square wards at sea, written in any format."""

import warnings
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

from tests.wards.factories import CELL, SEA


def cells(columns: int, rows: int = 1, *, size: float = CELL, origin: tuple[float, float] = SEA) -> np.ndarray:
    """Square shapes in a grid, west to east and then south to north, that touch their neighbours."""
    west, south = origin
    lefts = [west + column * size for column in range(columns + 1)]
    bottoms = [south + row * size for row in range(rows + 1)]
    return np.array(
        [
            shapely.box(lefts[column], bottoms[row], lefts[column + 1], bottoms[row + 1])
            for row in range(rows)
            for column in range(columns)
        ]
    )


def ward_frame(shapes: Any = None, crs: str | None = "EPSG:4326", **columns: Any) -> geopandas.GeoDataFrame:
    """A table of wards: two cells of municipality ZZ01 unless shapes or columns say otherwise."""
    shapes = cells(2) if shapes is None else shapes
    count = len(shapes)
    facts = {
        "ward_code": [f"ZZ01{number:03d}" for number in range(1, count + 1)],
        "ward_number": list(range(1, count + 1)),
        "municipality": ["ZZ01"] * count,
    }
    facts |= columns
    return geopandas.GeoDataFrame(
        {name: values for name, values in facts.items() if values is not None}, geometry=list(shapes), crs=crs
    )


def write(frame: geopandas.GeoDataFrame, path: Path, layer: str | None = None) -> Path:
    """Write a table in the format that the file's ending says."""
    drivers = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".kml": "KML", ".geojson": "GeoJSON"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path, driver=drivers[path.suffix], **({"layer": layer} if layer else {}))
    return path


def zipped(folder: Path, archive: Path, inside: str = "boundaries") -> Path:
    """Pack every file of a folder into a folder of an archive."""
    with zipfile.ZipFile(archive, "w") as packed:
        for member in sorted(folder.iterdir()):
            packed.write(member, f"{inside}/{member.name}")
    return archive


def topojson(shapes: Any, properties: list[dict]) -> dict:
    """A topology with one arc for each ring."""
    geometries = [{"type": "Polygon", "arcs": [[index]], "properties": about} for index, about in enumerate(properties)]
    arcs = [[list(corner) for corner in shape.exterior.coords] for shape in shapes]
    objects = {"wards": {"type": "GeometryCollection", "geometries": geometries}}
    return {"type": "Topology", "objects": objects, "arcs": arcs}
