"""What a row of a list of councillors says about a seat."""

from wards.enums import SeatKind
from wards.rules.names import normalise_name

_NOBODY = frozenset(
    {"", "vacant", "vacancy", "vacant seat", "none", "nil", "na", "n a", "tba", "tbc", "to be elected", "by election"}
)
_PROPORTIONAL = frozenset(
    {"pr", "pr councillor", "prs", "proportional", "proportional representation", "list", "party list", "nominated"}
)


def names_nobody(name: str) -> bool:
    """Whether what stands for a name says that the seat is vacant: empty, "Vacant", "No councillor as yet ."."""
    compared = normalise_name(name)
    return compared in _NOBODY or compared.startswith(("no councillor", "vacant ", "no ward councillor"))


def read_seat(seat: str, ward: str) -> SeatKind | None:
    """How the seat of a row is held, from its cells for the seat and for the ward; None where they do not say.

    Lists write "PR" in either of the two. A ward alone makes it a ward seat; nothing at all is left to a person,
    since a forgotten ward is not a proportional seat.
    """
    said, place = normalise_name(seat), normalise_name(ward)
    if said in _PROPORTIONAL or place in _PROPORTIONAL:
        return SeatKind.PROPORTIONAL
    if place:
        return SeatKind.WARD
    return None
