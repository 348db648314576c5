"""Codes in addresses: a ward's page is /wards/CODE/, a municipality's /wards/in/COUNTRY-CODE/."""

import re

RESERVED = frozenset({"in", "map", "find.json", "outlines", "tiles", ".", ".."})
"""What other addresses under /wards/ begin with, and what browsers take for a folder."""
UNSAFE_CHARACTERS = "/ \\ ? # %"
"""What would end the path or one part of it, for people to read."""
_UNSAFE = re.compile(r"[/\\?#%\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_address_safe(code: str) -> bool:
    """Whether a code can stand in an address as it is, and leads to nothing else there."""
    return bool(code) and code == code.strip() and code not in RESERVED and not _UNSAFE.search(code)
