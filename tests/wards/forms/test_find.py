"""What `/wards/find.json` accepts, and how it says what is wrong."""

from datetime import date

import pytest

from wards.forms.find import FindForm


def problem(**query: str) -> str:
    form = FindForm({"lat": "-30", "lon": "-10"} | query)
    assert not form.is_valid()
    return form.problem


@pytest.mark.parametrize(
    ("lat", "number"),
    [("-26.2041", -26.2041), (" -26.2041 ", -26.2041), ("−26.2", -26.2), ("1e-7", 1e-7), ("+3", 3.0), ("-0", 0.0)],
)
def test_a_coordinate_is_read_as_people_phones_and_programs_write_it(lat: str, number: float) -> None:
    form = FindForm({"lat": lat, "lon": "28"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"lat": number, "lon": 28.0, "on": None}


@pytest.mark.parametrize(
    "lat", ["nan", "NaN", "inf", "-Infinity", "1e400", "2_6", "26,2", "26° S", "abc", "0x1A", "२६", "1e2", "\x00"]
)
def test_anything_but_a_decimal_number_is_refused(lat: str) -> None:
    assert problem(lat=lat) == "lat is not a number of decimal degrees, such as lat=-26.2041."


def test_what_is_missing_is_asked_for_by_name() -> None:
    form = FindForm({})
    assert form.problem == (
        "Give lat in decimal degrees, such as lat=-26.2041. Give lon in decimal degrees, such as lon=28.0473."
    )


def test_numbers_beyond_the_earth_are_refused_with_the_limit() -> None:
    assert problem(lat="-90.1", lon="120") == "lat must lie between -90 and 90 degrees."
    assert problem(lon="180.5") == "lon must lie between -180 and 180 degrees."
    assert FindForm({"lat": "90", "lon": "-180"}).is_valid()


def test_a_latitude_beyond_the_poles_beside_a_possible_one_looks_swapped() -> None:
    assert problem(lat="120.5", lon="-26.2").endswith(
        "Are lat and lon swapped? lat is north and south, lon is east and west."
    )
    assert "swapped" not in problem(lat="120.5", lon="-120")


def test_a_day_is_read_and_anything_else_refused() -> None:
    form = FindForm({"lat": "-30", "lon": "-10", "on": "2026-11-04"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 11, 4)
    assert problem(on="04/11/2026") == "on is not a day as year-month-day, such as on=2026-11-04."
    assert problem(on="2026-02-30") == "on is not a day as year-month-day, such as on=2026-11-04."
