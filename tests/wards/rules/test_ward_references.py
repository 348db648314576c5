"""A list's way of writing a ward leads to the ward."""

import pytest

from wards.rules.ward_references import WardIndex, WardKey, ward_number

WARDS = WardIndex(
    [
        WardKey(1, "19100001", 1, "Harbour"),
        WardKey(2, "19100002", 2, "Lighthouse"),
        WardKey(3, "19100003", 3, "Harbour"),
        WardKey(4, "KE-55", None, "Masalani"),
    ]
)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("19100001", [1]),
        ("Ward 01", [1]),
        ("ward no. 2", [2]),
        ("WARD NUMBER 3", [3]),
        ("2", [2]),
        ("Lighthouse", [2]),
        ("Ward Lighthouse", [2]),
        ("ke-55", [4]),
        ("MASALANI", [4]),
        ("Harbour", [1, 3]),  # two wards of one name: nobody guesses
        ("Ward 9", []),
        ("Ward 1 and 2", []),
        ("", []),
    ],
)
def test_a_ward_is_found_by_code_number_or_name(written: str, keys: list[int]) -> None:
    assert [ward.key for ward in WARDS.find(written)] == keys


def test_a_code_goes_before_a_number() -> None:
    wards = WardIndex([WardKey(1, "7", 1, ""), WardKey(2, "8", 7, "")])
    assert [ward.key for ward in wards.find("7")] == [1]


@pytest.mark.parametrize(
    ("text", "number"), [("Ward 01", 1), ("Wyk 12", 12), ("0012", 12), ("19100001", None), ("Ward", None), ("1a", None)]
)
def test_the_number_in_a_reference(text: str, number: int | None) -> None:
    assert ward_number(text) == number
