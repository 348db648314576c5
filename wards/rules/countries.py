"""Roughly where each African country lies: enough to notice a file of another country or swapped coordinates."""

from typing import NamedTuple


class Extent(NamedTuple):
    """A box in degrees east and north."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Extent") -> bool:
        """Whether two boxes have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def widened(self, degrees: float) -> "Extent":
        """The box with a margin on every side."""
        return Extent(self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees)

    def swapped(self) -> "Extent":
        """The box with longitude and latitude exchanged."""
        return Extent(self.south, self.west, self.north, self.east)


EXTENTS = {
    "AO": Extent(11, -19, 25, -4),
    "BF": Extent(-6, 9, 3, 16),
    "BI": Extent(28, -5, 31, -2),
    "BJ": Extent(0, 6, 4, 13),
    "BW": Extent(19, -27, 30, -17),
    "CD": Extent(12, -14, 32, 6),
    "CF": Extent(14, 2, 28, 12),
    "CG": Extent(11, -6, 19, 4),
    "CI": Extent(-9, 4, -2, 11),
    "CM": Extent(8, 1, 17, 14),
    "CV": Extent(-26, 14, -22, 18),
    "DJ": Extent(41, 10, 44, 13),
    "DZ": Extent(-9, 18, 12, 38),
    "EG": Extent(24, 21, 37, 32),
    "EH": Extent(-18, 20, -8, 28),
    "ER": Extent(36, 12, 44, 19),
    "ET": Extent(32, 3, 48, 15),
    "GA": Extent(8, -4, 15, 3),
    "GH": Extent(-4, 4, 2, 12),
    "GM": Extent(-17, 13, -13, 14),
    "GN": Extent(-16, 7, -7, 13),
    "GQ": Extent(5, -2, 12, 4),
    "GW": Extent(-17, 10, -13, 13),
    "KE": Extent(33, -5, 42, 6),
    "KM": Extent(43, -13, 45, -11),
    "LR": Extent(-12, 4, -7, 9),
    "LS": Extent(27, -31, 30, -28),
    "LY": Extent(9, 19, 26, 34),
    "MA": Extent(-18, 20, 0, 36),
    "MG": Extent(43, -26, 51, -11),
    "ML": Extent(-13, 10, 5, 25),
    "MR": Extent(-18, 14, -4, 28),
    "MU": Extent(56, -21, 64, -10),
    "MW": Extent(32, -18, 36, -9),
    "MZ": Extent(30, -27, 41, -10),
    "NA": Extent(11, -29, 26, -16),
    "NE": Extent(0, 11, 16, 24),
    "NG": Extent(2, 4, 15, 14),
    "RW": Extent(28, -3, 31, -1),
    "SC": Extent(46, -11, 57, -3),
    "SD": Extent(21, 8, 39, 24),
    "SL": Extent(-14, 6, -10, 11),
    "SN": Extent(-18, 12, -11, 17),
    "SO": Extent(40, -2, 52, 13),
    "SS": Extent(23, 3, 36, 13),
    "ST": Extent(6, -1, 8, 2),
    "SZ": Extent(30, -28, 33, -25),
    "TD": Extent(13, 7, 25, 24),
    "TG": Extent(-1, 6, 2, 12),
    "TN": Extent(7, 30, 12, 38),
    "TZ": Extent(29, -12, 41, 0),
    "UG": Extent(29, -2, 36, 5),
    "ZA": Extent(16, -35, 33, -22),
    "ZM": Extent(21, -19, 34, -8),
    "ZW": Extent(25, -23, 34, -15),
}
"""Whole degrees, rounded outwards. Islands far out are left aside: the ward that they belong to lies on the mainland.

Where a country lies on the diagonal, as Nigeria and Egypt do, swapped coordinates still fall inside its box."""
