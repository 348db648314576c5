"""Network addresses as limits count them."""

import pytest

from engagement.rules.networks import counted_as


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::", "2001:db8:1:2::"),
        # A server that listens on IPv6 alone sees IPv4 visitors so; they are not one household.
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_an_ipv4_address_stands_for_itself_and_an_ipv6_address_for_its_household(address: str, counted: str) -> None:
    assert counted_as(address) == counted
