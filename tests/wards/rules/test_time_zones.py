"""A country's time zone is read from the machine's own zone tab."""

import zoneinfo

import pytest

from wards.rules.time_zones import is_time_zone, time_zone_of, time_zones


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("ZA", "Africa/Johannesburg"),
        ("KE", "Africa/Nairobi"),
        ("ZW", "Africa/Harare"),
        ("GH", "Africa/Accra"),
        # The Congo lies in two zones, and an invented country in none.
        ("CD", "Africa/Lagos"),
        ("ZZ", "Africa/Lagos"),
    ],
)
def test_a_country_with_one_zone_has_it_and_others_the_one_that_is_given(country: str, zone: str) -> None:
    assert time_zone_of(country, otherwise="Africa/Lagos") == zone


@pytest.mark.parametrize("name", ["", "localtime", "Africa/Atlantis", "africa/nairobi", "../../etc/passwd"])
def test_what_is_no_zone_is_told(name: str) -> None:
    assert not is_time_zone(name)


def test_every_zone_that_is_offered_is_known_to_python() -> None:
    assert set(time_zones()) <= zoneinfo.available_timezones()
    assert {"UTC", "Africa/Lubumbashi", "Africa/Nairobi"} <= set(time_zones())
