"""The wards of a run: a country's real file where IMBIZO_REAL_DATA names a folder that has it, else invented ones."""

import os
from dataclasses import dataclass
from pathlib import Path

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from tests.bench.landscape import invent_wards
from tests.bench.points import scatter
from tests.bench.scratch import Scratch

POSITIONS = 100_000
REAL_FILE = Path("za-demarcation-2020", "2021-demarcation.zip")
REAL_LAYER = "2021-demarcation/Wards_2020.shp"


@dataclass(frozen=True)
class Source:
    """A file of wards: how the importer is told of it, and the layer in it as GDAL names that."""

    title: str
    file: Path
    layer: str
    country: str
    edition: str
    published_on: str
    columns: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """The options of `import_wards`."""
        return ["--country", self.country, "--edition", self.edition, "--date", self.published_on, *self.columns]


@dataclass(frozen=True)
class Landmarks:
    """The wards as the database holds them, in the order of their codes, and positions to look up."""

    title: str
    codes: list[str]
    shapes: list[BaseGeometry]
    positions: list[tuple[float, float]]


def choose_source(place: Scratch) -> Source:
    """South Africa's edition of 2020 where it is at hand; else a file of invented wards, written now."""
    folder = os.environ.get("IMBIZO_REAL_DATA")
    real = Path(folder, REAL_FILE) if folder else None
    if real and real.is_file():
        return Source("South Africa 2020", real, f"/vsizip/{real}/{REAL_LAYER}", "ZA", "2020", "2020-11-26")
    return _invent(place.folder / "invented.gpkg")


def _invent(file: Path) -> Source:
    wards = invent_wards()
    columns = {
        "code": [ward.code for ward in wards],
        "number": [ward.number for ward in wards],
        "municipality": [ward.municipality for ward in wards],
    }
    frame = geopandas.GeoDataFrame(columns, geometry=[ward.shape for ward in wards], crs="EPSG:4326")
    frame.to_file(file, layer="wards")
    told = ("--code", "code", "--number", "number", "--municipality-code", "municipality")
    return Source("an invented country", file, str(file), "ZZ", "2020", "2020-11-26", told)


def look_around(place: Scratch, source: Source) -> Landmarks:
    """Read the wards back from the database, so that every way of looking up has the same shapes."""
    with place.connect() as connection:
        rows = connection.execute('SELECT code, ST_AsBinary(boundary) FROM wards_ward ORDER BY code COLLATE "C"')
        codes, shapes = zip(*rows, strict=True)
    geometries = list(shapely.from_wkb([bytes(shape) for shape in shapes]))
    vertices = int(shapely.get_num_coordinates(geometries).sum())
    title = f"{source.title}: {len(codes):,} wards, {vertices:,} vertices"
    return Landmarks(title, list(codes), geometries, scatter(geometries, POSITIONS))
