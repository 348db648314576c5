"""What is decided about an invented island before it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Island:
    """Where an island lies, how large it is, and into how many wards it is divided.

    Args:
        key: names its dice.
        longitude, latitude: the centre, degrees east and north.
        half_width_km, half_height_km: from the centre to the coast, before the coast is bent.
        wards: how many.
    """

    key: str
    longitude: float
    latitude: float
    half_width_km: float
    half_height_km: float
    wards: int
