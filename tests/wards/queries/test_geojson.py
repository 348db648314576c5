"""A municipality's outlines as GeoJSON."""

import json
from datetime import date

import pytest

from tests.wards.factories import DelimitationFactory, MunicipalityFactory, WardFactory, make_grid, square
from wards.queries.geojson import outlines_geojson, outlines_version

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)


def test_each_ward_is_a_feature_with_what_a_map_writes_on_it() -> None:
    wards = make_grid(2, 1)
    collection = json.loads(outlines_geojson(wards[0].municipality, ON))
    assert collection["type"] == "FeatureCollection"
    assert [feature["properties"] for feature in collection["features"]] == [
        {"code": wards[0].code, "number": 1, "name": "", "label": [-9.995, -29.995]},
        {"code": wards[1].code, "number": 2, "name": "", "label": [-9.985, -29.995]},
    ]
    assert collection["features"][0]["geometry"]["coordinates"][0][0][0] == [-10, -30]


def test_coordinates_are_rounded_to_a_metre() -> None:
    ward = make_grid(1, 1)[0]
    ward.outline = square(1 / 3)
    ward.save()
    (feature,) = json.loads(outlines_geojson(ward.municipality, ON))["features"]
    assert feature["geometry"]["coordinates"][0][0][0][0] == -9.99667


def test_the_outline_is_told_and_not_the_boundary() -> None:
    ward = make_grid(1, 1)[0]
    ward.outline = square(3)
    ward.save()
    (feature,) = json.loads(outlines_geojson(ward.municipality, ON))["features"]
    assert feature["geometry"]["coordinates"][0][0][0] == [-9.97, -30]


def test_a_name_may_hold_any_character() -> None:
    ward = make_grid(1, 1)[0]
    ward.name = 'Tshivenḓa "Ward" </script>'
    ward.save()
    (feature,) = json.loads(outlines_geojson(ward.municipality, ON))["features"]
    assert feature["properties"]["name"] == ward.name


def test_the_version_changes_with_the_edition_and_with_each_fact() -> None:
    municipality = MunicipalityFactory()
    ward = make_grid(1, 1, municipality=municipality)[0]
    later = date(2026, 11, 4)
    first = outlines_version(municipality, ON)
    assert outlines_version(municipality, ON) == first
    ward.name = "Thutong"
    ward.save()
    named = outlines_version(municipality, ON)
    WardFactory(municipality=municipality, number=2)
    assert len({first, named, outlines_version(municipality, ON)}) == 3
    municipality.activations.all().delete()
    make_grid(1, 1, municipality=municipality, delimitation=DelimitationFactory(edition="2026"), active_from=later)
    assert outlines_version(municipality, later) not in {first, named}


def test_version_and_collection_cost_a_statement_each(django_assert_num_queries) -> None:
    municipality = make_grid(3, 3)[0].municipality
    with django_assert_num_queries(1):
        outlines_version(municipality, ON)
    with django_assert_num_queries(1):
        outlines_geojson(municipality, ON)
