"""Rows of gazetteers."""

from pathlib import Path

import pytest

from wards.enums import PlaceKind
from wards.importers.limits import TableError
from wards.importers.places import PlaceList, read_places
from wards.importers.problems import Severity
from wards.rules.positions import Box, Position

COUNTRY = Box(-10.0, -30.0, -8.0, -28.0)


def read(folder: Path, text: str, **options: object) -> PlaceList:
    path = folder / "places.csv"
    path.write_text(text)
    return read_places(path, country="ZZ", extent=COUNTRY, **options)


def test_a_row_says_what_a_place_is_called_and_where_it_lies(tmp_path: Path) -> None:
    text = 'id,Name,Alternate names,lat,lon,kind\n7,Quay,"Kaai; Pier;Quay; Kaai",-29.5,-9.5,suburb\n'
    (row,) = read(tmp_path, text).rows
    assert (row.row, row.name, row.source_id, row.kind) == (2, "Quay", "7", PlaceKind.SUBURB)
    assert row.other_names == ("Kaai", "Pier")
    assert row.position == Position(-9.5, -29.5)


def test_rows_of_another_country_are_counted_and_left_aside(tmp_path: Path) -> None:
    read_list = read(tmp_path, "name,lat,lon,countrycode\nQuay,-29.5,-9.5,ZZ\nAway,1,1,ZY\nReef,-29,-9,\n")
    assert [row.name for row in read_list.rows] == ["Quay", "Reef"]
    assert read_list.elsewhere == 1


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("Quay,,", "no_position", "no position"),
        ("Quay,0,0", "zero_position", "nobody filled it in"),
        ("Quay,-9.5,-29.5", "swapped_position", "look swapped"),
        ("Quay,-3355000,180000", "position_off_earth", "degrees, not metres"),
        ("Quay,here,there", "unreadable_position", "not both numbers"),
        (",-29.5,-9.5", "required", "no name"),
        (f"{'x' * 201},-29.5,-9.5", "max_length", "200"),
    ],
)
def test_a_row_that_cannot_be_taken_is_an_error_with_its_reason(
    tmp_path: Path, line: str, code: str, words: str
) -> None:
    read_list = read(tmp_path, f"name,lat,lon\n{line}\n")
    (problem,) = read_list.problems
    assert (problem.row, problem.code, problem.severity) == (2, code, Severity.ERROR)
    assert words in problem.message
    assert (read_list.rows, read_list.bad) == ([], 1)


def test_a_kind_that_is_not_known_is_a_warning(tmp_path: Path) -> None:
    read_list = read(tmp_path, "name,lat,lon,kind\nQuay,-29.5,-9.5,wharf\n")
    assert [row.kind for row in read_list.rows] == [None]
    assert [problem.severity for problem in read_list.problems] == [Severity.WARNING]


def test_geonames_files_are_known_without_a_heading(tmp_path: Path) -> None:
    postal = "ZZ\t0001\tQuay\t\t\t\t\t\t\t-29.5\t-9.5\t4\nZZ\t0002\tReef\t\t\t\t\t\t\t-29.1\t-9.1\t\n"
    assert [(row.row, row.name, row.source_id) for row in read(tmp_path, postal).rows] == [
        (1, "Quay", ""),  # a postal code is shared by many places: no number of one
        (2, "Reef", ""),
    ]
    dump = "77\tQuay\tQuay\tKaai,Pier\t-29.5\t-9.5\tP\tPPLX\tZZ\t\t01\t\t\t\t500\t\t3\tEtc/UTC\t2024-01-01\n"
    (row,) = read(tmp_path, dump).rows
    assert (row.source_id, row.name, row.other_names, row.kind) == ("77", "Quay", ("Kaai", "Pier"), PlaceKind.SUBURB)


def test_a_table_without_positions_is_refused_with_what_to_say(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="latitude=COLUMN"):
        read(tmp_path, "name,street\nQuay,1 Example Street\n")
