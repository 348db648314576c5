"""How far a place reaches from the point at which a gazetteer puts it."""

from wards.enums import PlaceKind

# A gazetteer knows one point of each place. Beyond a few streets that point says little about a resident's own ward:
# these metres are about the half width of the smaller places of each kind in South Africa's gazetteer.
REACH_METRES = {
    PlaceKind.TOWN: 2500,
    PlaceKind.SUBURB: 800,
    PlaceKind.VILLAGE: 800,
    PlaceKind.LANDMARK: 100,
    PlaceKind.POLLING_STATION: 100,
    PlaceKind.SCHOOL: 100,
    PlaceKind.OTHER: 250,
}
_METRES_OF_A_DEGREE = 111_320


def reach_degrees(kind: PlaceKind) -> float:
    """How far a place of a kind reaches, in degrees of latitude; eastwards it is a little less on the ground."""
    return REACH_METRES[kind] / _METRES_OF_A_DEGREE
