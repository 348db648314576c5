"""Known formats are recognised by their columns, and options override them."""

import pytest

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.formats import WARD_FORMATS
from wards.importers.boundaries.mapping import WardRow, map_columns, read_facts, recognise

MDB_2020 = {
    "Province": "Sea",
    "Municipali": "Sol Example Local Municipality",
    "CAT_B": "NC991",
    "WardNo": 3,
    "District": "Example",
    "DistrictCo": "DC99",
    "Date": "2020-11-24",
    "WardID": "39901003",
    "WardLabel": "NC991_3",
}
MDB_2016 = {
    "Province": "S", "CAT_B": "NC991", "WardNo": 3.0, "WardID": "39901003", "MapCode": "NC991_3", "MunicName": "Sol",
}  # fmt: skip
MDB_2011 = {"PROVINCE": "Sea", "CAT_B": "NC991", "MUNICNAME": "Sol", "WARDNO": 3, "WARD_ID": "39901003", "Area": 1.5}
WAZIMAP = {"Parent_cod": "NC991", "Code": "39901003", "Name": "39901003", "Area": 5}
COD_ZA = {
    "admin4Pcode": "ZA3991003", "admin4Name_en": "003", "admin3Pcode": "ZA3991", "admin3Name_en": "Sol",
    "ADM3_ID": "NC991",
}  # fmt: skip
COD_ZW = {"ADM3_PCODE": "ZW190103", "ADM3_EN": "Ward 3", "ADM2_PCODE": "ZW1901", "ADM2_EN": "Example"}
IEBC = {"Ward": "SEA POINT/NORTH", "COUNTY": "EXAMPLE", "CONSTITUEN": "SEA", "WARD_NO": 1003}
IEBC_2013 = {"COUNTY_ASS": 1366, "COUNTY_A_1": "SEA POINT", "COUNTY_NAM": "EXAMPLE", "COUNTY_COD": 99}
USUAL = {"name": "Ward 3", "ward_number": 3, "municipality": "sea", "ward_id": "S3"}


def facts_of(record: dict, country: str, layer: str = "wards", **options: str) -> WardRow:
    column_map = map_columns(list(record), layer, country, options)
    (row,), problems = read_facts(column_map, [record])
    assert problems == []
    return row


@pytest.mark.parametrize(
    ("record", "country", "code", "number", "name", "municipality", "municipality_name"),
    [
        (MDB_2020, "ZA", "39901003", 3, "", "NC991", "Sol Example Local Municipality"),
        (MDB_2016, "ZA", "39901003", 3, "", "NC991", "Sol"),
        (MDB_2011, "ZA", "39901003", 3, "", "NC991", "Sol"),
        (WAZIMAP, "ZA", "39901003", 3, "", "NC991", ""),
        (COD_ZA, "ZA", "39901003", 3, "", "NC991", "Sol"),
        (COD_ZW, "ZW", "ZW190103", None, "Ward 3", "ZW1901", "Example"),
        (IEBC, "KE", "1003", None, "Sea Point/North", "EXAMPLE", "Example"),
        (IEBC_2013, "KE", "1366", None, "Sea Point", "EXAMPLE", "Example"),
        (USUAL, "ZZ", "S3", 3, "", "sea", "sea"),
    ],
)
def test_known_columns(record, country, code, number, name, municipality, municipality_name) -> None:
    row = facts_of(record, country)
    assert (row.code, row.number, row.name) == (code, number, name)
    assert (row.municipality, row.municipality_name) == (municipality, municipality_name)


def test_the_board_names_the_district_and_the_day() -> None:
    row = facts_of(MDB_2020, "ZA")
    assert (row.district, row.district_name, row.dated) == ("DC99", "Example", "2020-11-24")


def test_columns_that_say_too_little_count_only_in_a_layer_named_after_wards() -> None:
    assert recognise(WARD_FORMATS, list(WAZIMAP), "Wards_2020").title == "Wazimap"
    assert recognise(WARD_FORMATS, list(WAZIMAP), "Muni_2020") is None


def test_every_format_recognises_the_columns_that_it_names() -> None:
    for each in WARD_FORMATS:
        columns = [column.strip("{}").split("|")[0].split("[")[0].split("!")[0] for column in each.facts.values()]
        names = [column for text in columns for column in text.split("}{")]
        assert recognise([each], names, "wards") is each


def test_options_come_before_the_format() -> None:
    row = facts_of(IEBC | {"OBJECTID": 7}, "KE", code="KE-{OBJECTID}", name="{CONSTITUEN!title}")
    assert (row.code, row.name, row.municipality) == ("KE-7", "Sea", "EXAMPLE")


def test_without_a_code_the_refusal_proposes_one() -> None:
    columns = ["name", "ward_number", "municipality"]
    with pytest.raises(BoundaryFileError, match=r"--code 'ZW-\{municipality\}-\{ward_number\}'.*columns: name, ward_"):
        map_columns(columns, "wards", "ZW", {})


def test_a_pattern_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(BoundaryFileError, match="The pattern for code: the file has no column WARD"):
        map_columns(["a", "b"], "wards", "ZZ", {"code": "{WARD}"})


@pytest.mark.parametrize(
    ("change", "problem", "words"),
    [
        ({"WARD_NO": 0}, "no_code", "“0” is no code"),
        ({"WARD_NO": None}, "empty_column", "Column WARD_NO is empty"),
        ({"WARD_NO": "9" * 65}, "too_long", "longer than 64 characters"),
        ({"Ward": "x" * 201}, "too_long", "longer than 200 characters"),
        ({"WARD_NO": "10/3"}, "unsafe_code", "“10/3” cannot stand in an address"),
        ({"WARD_NO": "map"}, "unsafe_code", "“map” cannot stand in an address"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_once(change, problem, words) -> None:
    rows, problems = read_facts(map_columns(list(IEBC), "wards", "KE", {}), [IEBC, IEBC | change])
    assert len(rows) == 2
    assert [(each.row, each.code) for each in problems] == [(2, problem)]
    assert words in problems[0].message


def test_a_row_without_a_municipality_cannot_be_taken() -> None:
    _rows, problems = read_facts(map_columns(list(USUAL), "wards", "ZZ", {}), [USUAL | {"municipality": " "}])
    assert [(each.row, each.message) for each in problems] == [(1, "Column municipality is empty.")]


def test_a_municipality_s_code_that_breaks_addresses_is_a_problem_of_its_row() -> None:
    record = USUAL | {"municipality": "SEA/LAKE"}
    _rows, problems = read_facts(map_columns(list(USUAL), "wards", "ZZ", {}), [USUAL, record])
    assert [(each.row, each.code) for each in problems] == [(2, "unsafe_code")]
    column_map = map_columns(list(USUAL), "wards", "ZZ", {"municipality": "{municipality!slug}"})
    (row,), problems = read_facts(column_map, [record])
    assert (row.municipality, row.municipality_name, problems) == ("SEA-LAKE", "SEA/LAKE", [])


@pytest.mark.parametrize("county", ["SEA/LAKE", "sea lake", "SEA'S"])
def test_counties_become_codes_for_addresses(county) -> None:
    assert facts_of(IEBC | {"COUNTY": county}, "KE").municipality in ("SEA-LAKE", "sea-lake", "SEAS")
    assert facts_of(IEBC_2013 | {"COUNTY_NAM": county}, "KE").municipality in ("SEA-LAKE", "sea-lake", "SEAS")


@pytest.mark.parametrize("number", ["three", "3.5", "-3"])
def test_a_number_that_is_none_is_a_problem(number) -> None:
    _rows, problems = read_facts(map_columns(list(USUAL), "wards", "ZZ", {}), [USUAL | {"ward_number": number}])
    assert [(each.row, each.code) for each in problems] == [(1, "not_a_number")]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Ward 3", ""), ("WARD 003", ""), ("3", ""), ("Wyk 3", ""), ("S3", ""), ("Ward 13", "Ward 13"), ("Sea", "Sea")],
)
def test_a_name_that_only_repeats_the_number_or_the_code_is_none(name, kept) -> None:
    assert facts_of(USUAL | {"name": name}, "ZZ").name == kept
