"""Time zones by their IANA names, and which a country uses, as the machine's own zone tab says."""

import zoneinfo
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TAB = "zone.tab"
"""The IANA database's list of countries and zones: one line for each pair, code, position, zone and remark."""


def is_time_zone(name: str) -> bool:
    """Whether a name is one of the zones that the zone tab lists for some country, or UTC.

    The tab holds no links and no oddities such as "localtime", so that PostgreSQL knows each name too.
    """
    return name == "UTC" or any(name in zones for zones in _zones_by_country().values())


def time_zones() -> list[str]:
    """Every name that `is_time_zone` takes, in order."""
    return sorted({"UTC", *(zone for zones in _zones_by_country().values() for zone in zones)})


def time_zone_of(country: str, *, otherwise: str) -> str:
    """The one zone of a country (ISO 3166-1, two letters); `otherwise` where it has several, or is not known."""
    zones = _zones_by_country().get(country, ())
    return zones[0] if len(zones) == 1 else otherwise


@cache
def _zones_by_country() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for line in _tab().read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _position, zone, *_remark = line.split("\t")
            known[country] = (*known.get(country, ()), zone)
    return known


def _tab() -> Path:
    for folder in zoneinfo.TZPATH:
        if (tab := Path(folder) / TAB).exists():
            return tab
    raise FileNotFoundError(f"There is no {TAB} in {':'.join(zoneinfo.TZPATH)}. Install the package tzdata.")
