"""Layers of a spatial file, and which of them holds the wards."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
from django.utils.translation import gettext as _
from pandas import DataFrame
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import GEOSException

from wards.importers.boundaries.drivers import DRIVERS, HEAD_BYTES, begins_as_spatial_file
from wards.importers.boundaries.errors import BoundaryFileError

SUFFIXES = {".shp", ".geojson", ".json", ".topojson", ".gpkg", ".kml"}
"""What is looked for inside an archive or a folder. A .kmz is an archive with a .kml in it."""
UNPACKED_BYTES = 8 * 1024**3
"""An archive that unfolds to more than this is not opened."""


@dataclass(frozen=True)
class Layer:
    """One layer: where GDAL finds it, what it is called, and what it holds.

    `geometry` is GDAL's name such as "Polygon" or "Unknown", empty for a table without shapes; `crs` is as the file
    declares it, None where it does not.
    """

    source: str
    name: str
    driver: str
    geometry: str
    features: int
    columns: tuple[str, ...]
    crs: str | None

    @property
    def holds_areas(self) -> bool:
        """Whether it may hold wards: polygons, or shapes of a kind that only the rows tell."""
        kind = self.geometry.replace("Multi", "").removesuffix(" Z").replace("2.5D ", "")
        return kind in {"Polygon", "Unknown", "GeometryCollection", "CurvePolygon", "Surface"}

    def __str__(self) -> str:
        return f"{self.name} ({self.features} x {self.geometry or 'no shape'}: {', '.join(self.columns)})"


def list_layers(path: Path) -> list[Layer]:
    """Every layer of a file, an archive (.zip) or a folder.

    Raises:
        BoundaryFileError: there is no such file, or nothing in it is a spatial file that is read.
    """
    if not path.exists():
        raise BoundaryFileError(_("There is no file %(path)s.") % {"path": path})
    sources = _sources(path.resolve())
    _refuse_torn_shapefile(sources)
    layers = [layer for source in sources for layer in _layers_of(source)]
    if not layers:
        raise _no_spatial_file(path)
    return layers


def read_layer(layer: Layer, **how: Any) -> DataFrame:
    """The rows of a layer, with `how` of `pyogrio.read_dataframe`.

    Raises:
        BoundaryFileError: the file is torn or broken.
    """
    try:
        return pyogrio.read_dataframe(layer.source, layer=layer.name, **how)
    except (DataSourceError, DataLayerError, UnicodeDecodeError, GEOSException) as error:
        raise BoundaryFileError(
            _("The layer %(name)s is broken: %(reason)s. Fetch the file again, whole; a Shapefile is several files.")
            % {"name": layer.name, "reason": str(error).rstrip(".")}
        ) from error


def choose_layer(layers: Sequence[Layer], name: str = "", wanted: str = "ward") -> Layer:
    """The layer of a name, or else the one that looks like wards: alone with areas, or alone with "ward" in its name.

    Raises:
        BoundaryFileError: there is no such layer, none with areas, or several that could be meant; with the list.
    """
    if name:
        named = [layer for layer in layers if layer.name.lower() == name.lower()]
        if len(named) != 1:
            raise BoundaryFileError(_("There is no layer %(name)s.") % {"name": name} + _list(layers))
        return named[0]
    areas = [layer for layer in layers if layer.holds_areas]
    if not areas:
        raise BoundaryFileError(_("The file holds no areas, so no wards.") + _list(layers))
    alike = [layer for layer in areas if wanted in layer.name.lower()]
    for choice in (areas, alike):
        if len(choice) == 1:
            return choice[0]
    raise BoundaryFileError(
        _("The file has several layers that could be wards. Choose one with --layer NAME.") + _list(alike or areas)
    )


def _list(layers: Sequence[Layer]) -> str:
    return "".join(f"\n    {layer}" for layer in layers)


def _sources(path: Path) -> list[str]:
    """What GDAL is to open for a path; shapefiles in an archive are found in any folder of it."""
    if path.is_dir():
        members = [member for member in sorted(path.rglob("*")) if member.suffix.lower() in SUFFIXES]
        return [str(member) for member in members if _is_spatial(member)]
    if not zipfile.is_zipfile(path):
        return [str(path)] if _is_spatial(path) else []
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > UNPACKED_BYTES:
                message = _("The archive unfolds to more than 8 GB. Unpack what is needed and bring that.")
                raise BoundaryFileError(message)
            names = [member.filename for member in members if _is_spatial_member(archive, member)]
    except zipfile.BadZipFile as error:
        raise BoundaryFileError(_("The archive is broken. Fetch it again.")) from error
    return [f"/vsizip/{path}/{name}" for name in sorted(names) if not name.startswith("__MACOSX")]


def _is_spatial(path: Path) -> bool:
    with path.open("rb") as opened:
        return begins_as_spatial_file(opened.read(HEAD_BYTES))


def _is_spatial_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if member.is_dir() or Path(member.filename).suffix.lower() not in SUFFIXES:
        return False
    with archive.open(member) as opened:
        return begins_as_spatial_file(opened.read(HEAD_BYTES))


def _refuse_torn_shapefile(sources: Sequence[str]) -> None:
    """Refuse a lone .shp on disk: its index (.shx) and table (.dbf) are files beside it."""
    for shapefile in (Path(source) for source in sources if source.lower().endswith(".shp")):
        if not shapefile.is_file():
            continue
        beside = {each.suffix.lower() for each in shapefile.parent.glob(f"{shapefile.stem}.*")}
        missing = [suffix for suffix in (".shx", ".dbf") if suffix not in beside]
        if missing:
            words = {"name": shapefile.name, "missing": ", ".join(f"{shapefile.stem}{suffix}" for suffix in missing)}
            raise BoundaryFileError(_("A Shapefile is several files. %(name)s lacks: %(missing)s.") % words)


def _layers_of(source: str) -> Iterator[Layer]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's remarks on layers that may not be the one that is read
            for name in pyogrio.list_layers(source)[:, 0]:
                info = pyogrio.read_info(source, layer=name, force_feature_count=True)
                if info["driver"] in DRIVERS:
                    yield _layer(source, name, info)
    except (DataSourceError, DataLayerError):
        return


def _layer(source: str, name: str, info: dict) -> Layer:
    return Layer(
        source=source,
        name=str(name),
        driver=info["driver"],
        geometry=info["geometry_type"] or "",
        features=int(info["features"]),
        columns=tuple(map(str, info["fields"])),
        crs=info["crs"],
    )


def _no_spatial_file(path: Path) -> BoundaryFileError:
    return BoundaryFileError(
        _("%(name)s is no spatial file that can be read. These can: %(formats)s, also zipped.")
        % {"name": path.name, "formats": ", ".join(sorted(set(DRIVERS.values())))}
    )
