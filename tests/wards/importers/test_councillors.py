"""Rows of lists of councillors."""

from pathlib import Path

import pytest

from wards.enums import SeatKind
from wards.importers.councillors import CouncillorList, read_councillors
from wards.importers.limits import TableError
from wards.importers.problems import Severity


def read(folder: Path, text: str, **options: object) -> CouncillorList:
    path = folder / "list.csv"
    path.write_text(text)
    return read_councillors(path, country="ZA", **options)


def test_a_row_says_who_holds_which_seat_and_how_the_office_is_reached(tmp_path: Path) -> None:
    text = (
        "Councillor,Ward,Party,E-mail,Office number,Cellphone\n"
        "Amahle Example,Ward 01,Sea Party,amahle@example.org,010 123-4567,060 000 0000\n"
    )
    (row,) = read(tmp_path, text).rows
    assert (row.name, row.seat, row.ward) == ("Amahle Example", SeatKind.WARD, "Ward 01")
    assert row.details == {
        "party": "Sea Party",
        "office_email": "amahle@example.org",
        "office_phone": "+27 10 123 4567",  # and not the cellphone
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First name,Surname,Ward\nAmahle,Example,1\n", "Amahle Example"),
        ("Name,Surname,Ward\nAmahle,Example,1\n", "Amahle Example"),
        ("Full name,Surname,Ward\nAmahle Example,Example,1\n", "Amahle Example"),
        ("Surname,Ward\nExample,1\n", "Example"),
        ("Name,Ward\nNo councillor as yet .,1\n", ""),
        ("Name,Surname,Ward\nVacant,,1\n", ""),
    ],
)
def test_a_name_comes_from_one_column_or_two(tmp_path: Path, text: str, name: str) -> None:
    (row,) = read(tmp_path, text).rows
    assert row.name == name


def test_a_detail_that_cannot_be_read_is_left_out_and_the_councillor_is_taken(tmp_path: Path) -> None:
    read_list = read(tmp_path, "Name,Ward,Email,Tel\nAmahle,1,amahle at example.org,123-4567\n")
    (row,) = read_list.rows
    assert row.details == {}
    assert [(problem.row, problem.code, problem.severity) for problem in read_list.problems] == [
        (2, "bad_email", Severity.WARNING),
        (2, "bad_phone", Severity.WARNING),
    ]
    assert "amahle at example.org" in read_list.problems[0].message


def test_a_row_without_ward_or_seat_is_an_error_and_remembers_whom_it_was_about(tmp_path: Path) -> None:
    read_list = read(tmp_path, "Name,Ward\nAmahle,\nBheki,PR\n")
    assert [(row.row, row.name) for row in read_list.unread] == [(2, "Amahle")]
    assert [(problem.row, problem.code, problem.severity) for problem in read_list.problems] == [
        (2, "no_seat", Severity.ERROR)
    ]
    assert [row.seat for row in read_list.rows] == [SeatKind.PROPORTIONAL]


def test_a_name_longer_than_any_name_is_an_error(tmp_path: Path) -> None:
    read_list = read(tmp_path, f"Name,Ward\n{'x' * 201},1\n")
    assert [problem.code for problem in read_list.problems] == ["max_length"]
    assert read_list.rows == []


@pytest.mark.parametrize(
    ("text", "field"), [("Ward,Party\n1,Sea\n", "name=COLUMN"), ("Name,Party\nA,Sea\n", "ward=COLUMN")]
)
def test_a_list_without_names_or_wards_is_refused_with_what_to_say(tmp_path: Path, text: str, field: str) -> None:
    with pytest.raises(TableError, match=field):
        read(tmp_path, text)


def test_a_countrys_list_is_read_one_county_at_a_time(tmp_path: Path) -> None:
    text = "County,Id,Ward,MCA\nQuay,1,Harbour,Amahle\nReef,2,Harbour,Bheki\n"
    (row,) = read(tmp_path, text, where={"County": "reef"}, columns={"ward": "ZZ-{Id}"}).rows
    assert (row.name, row.ward) == ("Bheki", "ZZ-2")
