"""From rows to seats."""

from dataclasses import dataclass

from wards.enums import SeatKind
from wards.rules.listed_seats import Finding, SeatFinding, match_seats
from wards.rules.ward_references import WardIndex, WardKey

WARDS = WardIndex([WardKey(11, "ZZ001", 1, "Quay"), WardKey(12, "ZZ002", 2, "Reef"), WardKey(13, "ZZ003", 3, "Reef")])


@dataclass
class Line:
    row: int
    name: str
    ward: str = ""
    seat: SeatKind = SeatKind.WARD


def test_each_row_takes_its_seat_and_an_empty_name_leaves_it_vacant() -> None:
    matched = match_seats(
        [Line(2, "Amahle", "1"), Line(3, "", "ZZ002"), Line(4, "Bheki", "PR", SeatKind.PROPORTIONAL)], [], WARDS
    )
    assert [(seat.name, seat.ward) for seat in matched.listed] == [("Amahle", 11), ("Bheki", None)]
    assert matched.vacant == {12: 3}
    assert matched.findings == []


def test_two_people_for_one_ward_are_both_left_out_and_the_ward_is_in_doubt() -> None:
    matched = match_seats([Line(2, "Amahle", "1"), Line(3, "Bheki", "ward 1")], [], WARDS)
    assert matched.listed == []
    assert matched.findings == [
        Finding(2, SeatFinding.WARD_TWICE, "ZZ001", other=3),
        Finding(3, SeatFinding.WARD_TWICE, "ZZ001", other=2),
    ]
    assert matched.doubt.wards == {11}
    assert matched.doubt.names == {"amahle", "bheki"}


def test_a_row_said_twice_is_taken_once() -> None:
    matched = match_seats([Line(2, "Amahle", "1"), Line(9, "AMAHLE ", "ZZ001")], [], WARDS)
    assert [seat.row for seat in matched.listed] == [2]
    assert matched.findings == [Finding(9, SeatFinding.REPEATED, "ZZ001", other=2)]


def test_a_ward_that_is_unknown_or_one_of_several_is_left_to_a_person() -> None:
    matched = match_seats([Line(2, "Amahle", "9"), Line(3, "Bheki", "Reef")], [], WARDS)
    assert [(found.row, found.what) for found in matched.findings] == [
        (2, SeatFinding.UNKNOWN_WARD),
        (3, SeatFinding.AMBIGUOUS_WARD),
    ]
    assert matched.doubt.wards == {12, 13}
    assert matched.doubt.names == {"amahle", "bheki"}


def test_what_an_unread_row_is_about_is_in_doubt() -> None:
    matched = match_seats([], [("Amahle", "1"), ("", "")], WARDS)
    assert matched.doubt.names == {"amahle"}
    assert matched.doubt.wards == {11}


def test_a_vacant_proportional_seat_is_nobodys() -> None:
    matched = match_seats([Line(2, "", "PR", SeatKind.PROPORTIONAL)], [], WARDS)
    assert (matched.listed, matched.vacant) == ([], {})
