"""What files say of municipalities, in layers of their own and in the rows of wards."""

import pytest

from tests.wards.importers.boundaries.files import cells, ward_frame, write
from wards.enums import MunicipalityCategory
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.layers import list_layers
from wards.importers.boundaries.mapping import WardRow
from wards.importers.boundaries.municipalities import merge, municipalities_of, read_companions, split_name

A, B, C = MunicipalityCategory.METROPOLITAN, MunicipalityCategory.LOCAL, MunicipalityCategory.DISTRICT


@pytest.mark.parametrize(
    ("name", "short", "category"),
    [
        ("Makana Local Municipality", "Makana", B),
        ("Buffalo City Metropolitan Municipality", "Buffalo City", A),
        ("Amathole District Municipality", "Amathole", C),
        ("City of Johannesburg", "City of Johannesburg", None),
        ("Nairobi County", "Nairobi", MunicipalityCategory.COUNTY),
    ],
)
def test_a_name_says_what_the_municipality_is(name, short, category) -> None:
    assert split_name(name) == (short, category)


@pytest.mark.parametrize(
    ("country", "code", "category"),
    [("ZA", "JHB", A), ("ZA", "EC101", B), ("ZA", "LIM344", B), ("ZA", "DC10", C), ("ZZ", "JHB", None)],
)
def test_so_does_a_code_in_south_africa(country, code, category) -> None:
    (facts,) = municipalities_of([WardRow(1, "x", municipality=code)], country, None)
    assert facts.category == category


def test_rows_name_each_municipality_and_its_district_once() -> None:
    rows = [
        WardRow(
            number, str(number), municipality="EC101", municipality_name="Sea", district="DC10", district_name="Ten"
        )
        for number in (1, 2)
    ]
    assert municipalities_of([*rows, WardRow(3, "3")], "ZA", None) == [
        MunicipalityFacts("EC101", "Sea", B, "DC10"),
        MunicipalityFacts("DC10", "Ten", C),
    ]


def test_a_metro_is_no_district_of_itself() -> None:
    row = WardRow(1, "1", municipality="JHB", municipality_name="Sea", district="JHB", district_name="Sea")
    assert municipalities_of([row], "ZA", None) == [MunicipalityFacts("JHB", "Sea", A)]


def test_of_several_sources_the_first_to_say_something_counts() -> None:
    facts = [MunicipalityFacts("A"), MunicipalityFacts("A", "Sea"), MunicipalityFacts("A", "Lake", B, "D")]
    assert merge(facts) == [MunicipalityFacts("A", "Sea", B, "D")]


def test_layers_of_districts_and_municipalities_are_read_from_their_columns(tmp_path) -> None:
    frame = ward_frame(cells(2), CAT_B=["EC101", "JHB"], MUNICNAME=["Sea", "Bay"], DISTRICT=["DC10", "JHB"])
    path = write(frame.assign(DISTRICT_N=["Ten", "Bay"]), tmp_path / "LocalMunicipalities.shp")
    assert read_companions(list_layers(path), "ZA") == [
        MunicipalityFacts("EC101", "Sea", B, "DC10"),
        MunicipalityFacts("DC10", "Ten", C),
        MunicipalityFacts("JHB", "Bay", A),
    ]
    assert read_companions(list_layers(path), "ZZ") == []
