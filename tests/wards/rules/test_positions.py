"""Positions as tables write them."""

import pytest

from wards.rules.positions import Box, NoPosition, Position, read_position

COUNTRY = Box(-10.0, -30.0, -8.0, -28.0)


@pytest.mark.parametrize(
    ("longitude", "latitude", "read"),
    [
        ("-9.5", "-29.5", Position(-9.5, -29.5)),
        ("-9,5", "-29,5", Position(-9.5, -29.5)),  # a decimal comma
        ("20", "40", Position(20, 40)),  # elsewhere on the earth: somebody else's question
        ("", "-29.5", NoPosition.MISSING),
        (".", ".", NoPosition.MISSING),
        ("0", "0.0", NoPosition.ZERO),
        ("0", "-29.5", Position(0, -29.5)),
        ("-29.5", "-9.5", NoPosition.SWAPPED),
        ("-2895670", "-96618.4", NoPosition.OFF_EARTH),  # metres of a projection
        ("-9.5", "91", NoPosition.OFF_EARTH),
        ("9° 30' W", "-29.5", NoPosition.UNREADABLE),
        ("", "south", NoPosition.UNREADABLE),
        ("nan", "-29.5", NoPosition.UNREADABLE),
        ("1,000,5", "-29.5", NoPosition.UNREADABLE),
    ],
)
def test_a_position_or_why_there_is_none(longitude: str, latitude: str, read: Position | NoPosition) -> None:
    assert read_position(longitude, latitude, COUNTRY) == read


def test_without_wards_nothing_looks_swapped() -> None:
    assert read_position("-29.5", "-9.5", None) == Position(-29.5, -9.5)
