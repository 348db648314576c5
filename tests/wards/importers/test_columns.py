"""Columns are recognised by their names, or taken as the person says."""

import pytest

from wards.importers.columns import ImportField, choose_rows, column_of, map_columns, read_cell
from wards.importers.limits import TableError
from wards.importers.table import Row

WARD = ImportField("ward", "the ward", ("wardcode", "wardid", "ward"))
NAME = ImportField("name", "the name", ("councillor", "name"))
FIELDS = (NAME, WARD)
COLUMNS = ("OBJECTID", "Ward_ID", "Ward", "Name")


def columns_of(told: dict[str, str]) -> dict[str, str]:
    return {name: column_of(pattern) for name, pattern in map_columns(COLUMNS, FIELDS, told).items()}


def test_names_are_recognised_whatever_their_case_and_signs_and_the_best_known_wins() -> None:
    assert columns_of({}) == {"name": "Name", "ward": "Ward_ID"}


def test_what_the_person_says_wins() -> None:
    assert columns_of({"ward": "ward"})["ward"] == "Ward"
    assert columns_of({"ward": "ZZ-{objectid}"})["ward"] == "ZZ-{objectid}"


def test_an_empty_column_means_that_a_field_is_not_read() -> None:
    assert columns_of({"ward": ""}) == {"name": "Name"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"ward": "Wyk"}, "no column named Wyk"),
        ({"ward": "ZZ-{Wyk}"}, "no column Wyk"),
        ({"ward": "ZZ-{"}, "cannot be read"),
        ({"wards": "Ward"}, "nothing named wards"),
    ],
)
def test_a_column_or_field_that_does_not_exist_is_refused(told: dict[str, str], words: str) -> None:
    with pytest.raises(TableError, match=words):
        map_columns(COLUMNS, FIELDS, told)


def test_a_pattern_is_filled_from_the_row_and_empty_where_a_part_is() -> None:
    mapped = map_columns(COLUMNS, FIELDS, {"ward": "ZZ-{OBJECTID:03d}", "name": ""})
    assert read_cell(Row(2, {"OBJECTID": "7"}), mapped, "ward") == "ZZ-007"
    assert read_cell(Row(3, {"OBJECTID": ""}), mapped, "ward") == ""
    assert read_cell(Row(3, {"OBJECTID": "seven"}), mapped, "ward") == ""
    assert read_cell(Row(3, {"OBJECTID": ""}), mapped, "name") == ""


def test_a_name_in_capitals_can_be_read_in_title_case() -> None:
    mapped = map_columns(("MCA",), FIELDS, {"name": "{MCA!title}"})
    assert read_cell(Row(2, {"MCA": "AMAHLE NG'ANG'A"}), mapped, "name") == "Amahle Ng'ang'a"


def test_rows_are_chosen_by_what_a_column_says() -> None:
    rows = [Row(2, {"County": "NORTH  REEF"}), Row(3, {"County": "Quay"}), Row(4, {"County": ""})]
    assert [row.number for row in choose_rows(rows, ("County",), {"county": "North Reef"})] == [2]
    assert [row.number for row in choose_rows(rows, ("County",), {"County": ""})] == [4]
    with pytest.raises(TableError, match="No row has County=South"):
        choose_rows(rows, ("County",), {"County": "South"})
