"""From rows of a list to seats: which ward each row means, which wards it calls vacant, which rows clash."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from wards.enums import SeatKind
from wards.rules.councillor_list import Doubt, Listed
from wards.rules.names import normalise_name
from wards.rules.ward_references import WardIndex, WardKey


class SeatRow(Protocol):
    """A row of a list; a vacant seat has no name, a proportional one no ward."""

    row: int
    name: str
    seat: SeatKind
    ward: str


class SeatFinding(StrEnum):
    """What is wrong with a row's seat."""

    UNKNOWN_WARD = "unknown_ward"
    AMBIGUOUS_WARD = "ambiguous_ward"
    WARD_TWICE = "ward_twice"
    """Two rows name different people for one ward; neither is taken."""
    REPEATED = "repeated_row"
    """A row says again what an earlier one said; taken once."""


@dataclass(frozen=True)
class Finding:
    """A finding about a row; `other` is the row it clashes with."""

    row: int
    what: SeatFinding
    ward: str
    other: int | None = None


@dataclass
class MatchedSeats:
    """A list's seats: `listed` with somebody in them, `vacant` wards with the row that says so."""

    listed: list[Listed] = field(default_factory=list)
    vacant: dict[int, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    doubt: Doubt = field(default_factory=Doubt)


def match_seats(rows: Iterable[SeatRow], unread: Iterable[tuple[str, str]], wards: WardIndex) -> MatchedSeats:
    """Tell which seat each row means.

    Args:
        rows: the rows that could be read.
        unread: name and ward of rows that could not; what they are about stays as it is.
    """
    matched = MatchedSeats()
    claims: dict[int, list[tuple[SeatRow, WardKey]]] = {}
    doubted = [(name, wards.find(ward)) for name, ward in unread]
    for row in rows:
        if row.seat == SeatKind.PROPORTIONAL:
            _take_proportional(matched, row)
            continue
        found = wards.find(row.ward)
        if len(found) == 1:
            claims.setdefault(found[0].key, []).append((row, found[0]))
        else:
            what = SeatFinding.AMBIGUOUS_WARD if found else SeatFinding.UNKNOWN_WARD
            matched.findings.append(Finding(row.row, what, row.ward))
            doubted.append((row.name, found))
    for claim in claims.values():
        doubted += _settle_ward(matched, claim)
    matched.listed.sort(key=lambda seat: seat.row)
    matched.doubt = Doubt(
        names=frozenset(normalise_name(name) for name, _ in doubted if name),
        wards=frozenset(ward.key for _, found in doubted for ward in found),
    )
    return matched


def _take_proportional(matched: MatchedSeats, row: SeatRow) -> None:
    """A vacant proportional seat is nobody's: such seats are filled from a party's list, and have no number."""
    if row.name:
        matched.listed.append(Listed(row.row, row.name, SeatKind.PROPORTIONAL))


def _settle_ward(matched: MatchedSeats, claim: list[tuple[SeatRow, WardKey]]) -> list[tuple[str, list[WardKey]]]:
    """Take what the rows of one ward say, if they say the same; returns the names and the ward in doubt otherwise."""
    (first, ward), *others = claim
    if len({normalise_name(row.name) for row, _ in claim}) > 1:
        for row, _ in claim:
            other = others[0][0] if row is first else first
            matched.findings.append(Finding(row.row, SeatFinding.WARD_TWICE, ward.code, other=other.row))
        return [(row.name, [ward]) for row, _ in claim]
    matched.findings += [Finding(row.row, SeatFinding.REPEATED, ward.code, other=first.row) for row, _ in others]
    if first.name:
        matched.listed.append(Listed(first.row, first.name, SeatKind.WARD, ward.key))
    else:
        matched.vacant[ward.key] = first.row
    return []
