"""Layers are found in every format, and the one with the wards is chosen or asked for."""

import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from pyogrio.errors import DataSourceError

from tests.wards.importers.boundaries.files import cells, topojson, ward_frame, write, zipped
from wards.importers.boundaries.drivers import DRIVERS
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.layers import choose_layer, list_layers


@pytest.mark.parametrize("name", ["w.geojson", "w.gpkg", "w.kml", "w.shp"])
def test_each_format_is_read(tmp_path: Path, name) -> None:
    (layer,) = list_layers(write(ward_frame(), tmp_path / name))
    assert (layer.features, layer.holds_areas) == (2, True)
    assert "ward_code" in layer.columns
    assert layer.crs == "EPSG:4326"


def test_topojson_is_read_and_declares_no_reference_system(tmp_path: Path) -> None:
    path = tmp_path / "wards.topojson"
    path.write_text(json.dumps(topojson(cells(2), [{"ward_code": "A"}, {"ward_code": "B"}])))
    (layer,) = list_layers(path)
    assert (layer.name, layer.features, layer.crs) == ("wards", 2, None)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A zip that holds layers of wards, municipalities and a point layer in a folder."""
    folder = tmp_path / "layers"
    folder.mkdir()
    write(ward_frame(), folder / "Wards_2020.shp")
    write(ward_frame(), folder / "Muni_2020.shp")
    write(ward_frame(shapes=[shape.centroid for shape in cells(2)]), folder / "Stations.shp")
    (folder / "read me.txt").write_text("Boundaries")
    return zipped(folder, tmp_path / "all.zip")


def test_an_archive_of_many_layers_gives_the_one_that_looks_like_wards(archive: Path) -> None:
    layers = list_layers(archive)
    assert sorted(layer.name for layer in layers) == ["Muni_2020", "Stations", "Wards_2020"]
    assert choose_layer(layers).name == "Wards_2020"
    assert choose_layer(layers, "muni_2020").name == "Muni_2020"


def test_a_folder_is_as_good_as_an_archive(archive: Path) -> None:
    assert choose_layer(list_layers(archive.parent / "layers")).name == "Wards_2020"


def test_a_kmz_is_an_archive_with_a_kml_in_it(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    write(ward_frame(), tmp_path / "inside" / "doc.kml")
    (layer,) = list_layers(zipped(tmp_path / "inside", tmp_path / "wards.kmz"))
    assert "ward_code" in layer.columns


@pytest.mark.parametrize("missing", [".dbf", ".shx"])
def test_a_shapefile_without_its_other_files_says_which(tmp_path: Path, missing) -> None:
    path = write(ward_frame(), tmp_path / "wards.shp")
    path.with_suffix(missing).unlink()
    with pytest.raises(BoundaryFileError, match=f"lacks: wards{missing}"):
        list_layers(path)


def test_an_unknown_layer_is_refused_with_the_list(archive: Path) -> None:
    with pytest.raises(BoundaryFileError, match=r"no layer Wards_2026.[\s\S]*Muni_2020 \(2 x Polygon: ward_code"):
        choose_layer(list_layers(archive), "Wards_2026")


def test_two_layers_that_could_be_wards_are_refused_with_both(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    for layer in ("wards_2016", "wards_2020", "districts"):
        write(ward_frame(), path, layer=layer)
    with pytest.raises(BoundaryFileError) as refused:
        choose_layer(list_layers(path))
    assert "--layer" in str(refused.value)
    assert "wards_2016" in str(refused.value)
    assert "districts" not in str(refused.value)


def test_a_layer_without_areas_is_refused(tmp_path: Path) -> None:
    path = write(ward_frame(shapes=[shape.centroid for shape in cells(2)]), tmp_path / "points.geojson")
    with pytest.raises(BoundaryFileError, match="no areas"):
        choose_layer(list_layers(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"not a map"),
        ("table.csv", b"ward,name\n1,A\n"),
        ("data.json", b'{"1": ["Suburb"]}'),
        ("broken.geojson", b'{"type": "FeatureCollection", "features": [{"type"'),
        ("broken.zip", b"PK\x05\x06" + b"\0" * 18),
        ("broken.gpkg", b"\0" * 50),
        ("empty.gpkg", b""),
    ],
)
def test_what_is_no_spatial_file_is_refused(tmp_path: Path, name, content) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BoundaryFileError, match=f"{name} is no spatial file"):
        list_layers(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BoundaryFileError, match=r"no file .*gone.shp"):
        list_layers(tmp_path / "gone.shp")


def elsewhere(kind: str, target: Path) -> str:
    """A file that asks GDAL to read another one."""
    if kind == "vrt":
        source = f"<SrcDataSource>{target}</SrcDataSource>"
        return f'<OGRVRTDataSource><OGRVRTLayer name="{target.stem}">{source}</OGRVRTLayer></OGRVRTDataSource>'
    return json.dumps({"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {target}"})


@pytest.mark.parametrize("kind", ["vrt", "pipeline"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_points_to_another_is_not_followed(tmp_path: Path, kind: str, packed: bool) -> None:
    target = write(ward_frame(), tmp_path / "wards.geojson")
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "w.geojson"
    path.write_text(elsewhere(kind, target))
    with pytest.raises(DataSourceError):
        pyogrio.list_layers(path)
    if packed:
        path = zipped(tmp_path / "in", tmp_path / "w.zip")
    with pytest.raises(BoundaryFileError, match="no spatial file"):
        list_layers(path)
    assert len(list_layers(target)) == 1


def test_what_begins_as_no_spatial_file_does_not_reach_the_library(tmp_path: Path, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(pyogrio, "list_layers", lambda source: opened.append(source) or np.empty((0, 2)))
    for name, content in (("vrt.geojson", elsewhere("vrt", tmp_path / "x.kml")), ("w.kml", "<a/>"), ("w.shp", "text")):
        (tmp_path / name).write_text(content)
        with pytest.raises(BoundaryFileError, match="no spatial file"):
            list_layers(tmp_path / name)
    assert opened == []
    assert set(pyogrio.list_drivers()) == set(DRIVERS)
