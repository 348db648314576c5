"""A country's place tells another country's file, and swapped coordinates."""

import pytest

from wards.rules.countries import EXTENTS, Extent

CAPITALS = {
    "ZA": (28.19, -25.75),
    "KE": (36.82, -1.29),
    "ZW": (31.05, -17.83),
    "GH": (-0.19, 5.60),
    "SN": (-17.45, 14.69),
    "MG": (47.52, -18.91),
}


@pytest.mark.parametrize("country", CAPITALS)
def test_a_capital_lies_in_its_country_and_swapped_does_not(country) -> None:
    longitude, latitude = CAPITALS[country]
    there = Extent(longitude, latitude, longitude, latitude)
    assert EXTENTS[country].meets(there)
    assert not EXTENTS[country].meets(there.swapped())


def test_every_box_is_the_right_way_round() -> None:
    assert all(box.west < box.east and box.south < box.north for box in EXTENTS.values())
