"""What a row says about a seat."""

import pytest

from wards.enums import SeatKind
from wards.rules.council_seats import names_nobody, read_seat


@pytest.mark.parametrize(
    "text", ["", "  ", "Vacant", "VACANT", "-", "N/A", "No councillor as yet .", "Vacant (by-election)", "TBA", "None"]
)
def test_a_vacant_seat_is_recognised(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize("text", ["Nomsa Vacant", "Nil Example", "Nora Councillor", "Thandeka Example"])
def test_a_person_is_no_vacancy(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    ("seat", "ward", "kind"),
    [
        ("Ward", "Ward 01", SeatKind.WARD),
        ("", "Ward 01", SeatKind.WARD),
        ("", "PR", SeatKind.PROPORTIONAL),
        ("PR", "", SeatKind.PROPORTIONAL),
        ("Proportional Representation", "", SeatKind.PROPORTIONAL),
        ("PR", "12", SeatKind.PROPORTIONAL),  # some lists give a proportional councillor a ward to look after
        ("", "", None),  # a forgotten ward is not a proportional seat
        ("Ward", "", None),
    ],
)
def test_the_kind_of_seat_is_said_by_the_seat_or_by_the_ward(seat: str, ward: str, kind: SeatKind | None) -> None:
    assert read_seat(seat, ward) == kind
