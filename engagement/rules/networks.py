"""Network addresses as limits count them."""

import ipaddress

# What one household or one phone is given (RFC 6177): it can draw a new address from it for every request.
IPV6_PREFIX = 64


def counted_as(address: str) -> str:
    """The address under which limits count a visitor: an IPv4 address as it is, an IPv6 address as its /64.

    Raises:
        ValueError: the text is no address.
    """
    parsed = ipaddress.ip_address(address)
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), IPV6_PREFIX), strict=False).network_address)
