"""Office numbers as lists write them. The numbers are libphonenumber's examples and reserved ones."""

import pytest

from wards.rules.office_phones import MAX_LENGTH, read_office_phones


@pytest.mark.parametrize(
    ("written", "country", "kept", "left_out"),
    [
        ("010 123 4567", "ZA", "+27 10 123 4567", ()),
        ("010-123-4567; 010 123 4568", "ZA", "+27 10 123 4567; +27 10 123 4568", ()),
        ("010 123 4567/010 123 4567", "ZA", "+27 10 123 4567", ()),  # the same twice
        ("+27 10 123 4567", "ZA", "+27 10 123 4567", ()),
        ("123-4567", "ZA", "", ("123-4567",)),  # no area code
        ("828-2530", "ZA", "", ("828-2530",)),  # it would pass for a short number that starts with 82
        ("010 123 4567 / 4568", "ZA", "+27 10 123 4567", ("4568",)),
        ("ask at the desk", "ZA", "", ("ask at the desk",)),
        ("020 2012345", "KE", "+254 20 2012345", ()),
        ("055 010 0100", "ZZ", "055 010 0100", ()),  # a country without a numbering plan: as written
        ("", "ZA", "", ()),
    ],
)
def test_numbers_are_kept_whole_or_not_at_all(written: str, country: str, kept: str, left_out: tuple[str, ...]) -> None:
    read = read_office_phones(written, country)
    assert (read.kept, read.left_out) == (kept, left_out)


def test_more_numbers_than_the_field_holds_are_left_out_whole() -> None:
    read = read_office_phones("; ".join(f"010 123 45{n}" for n in range(60, 70)), "ZA")
    assert len(read.kept) <= MAX_LENGTH
    assert read.kept.count("+27") == 3
    assert len(read.left_out) == 7
