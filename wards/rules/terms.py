"""When a term may begin, end, or have its end corrected by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Days:
    """The days of a term: from the first, up to the day after the last, None while it has no end."""

    starts: date
    ends: date | None = None

    def reach_past(self, day: date) -> bool:
        """Whether any of the days is `day` or later."""
        return self.ends is None or self.ends > day

    def overlap(self, other: "Days") -> bool:
        """Whether they share a day."""
        return self.reach_past(other.starts) and other.reach_past(self.starts)


class TermRefusal(StrEnum):
    """Why a term does not begin or end."""

    NOT_ALLOWED = "not_allowed"
    OTHER_MUNICIPALITY = "other_municipality"
    OTHER_BOUNDARIES = "other_boundaries"
    WARD_TAKEN = "ward_taken"
    SERVES_ALREADY = "serves_already"
    ENDED_ALREADY = "ended_already"
    BEFORE_ITS_START = "before_its_start"


def refuse_beginning(on: date, of_ward: Iterable[Days], of_councillor: Iterable[Days]) -> TermRefusal | None:
    """Why a term may not begin on a day, None when it may: one seat has one councillor, one councillor one seat.

    Args:
        of_ward: the terms that the ward has; none for a proportional seat.
        of_councillor: the terms that the councillor has.
    """
    if any(days.reach_past(on) for days in of_ward):
        return TermRefusal.WARD_TAKEN
    if any(days.reach_past(on) for days in of_councillor):
        return TermRefusal.SERVES_ALREADY
    return None


def refuse_ending(days: Days, last_day: date) -> TermRefusal | None:
    """Why a term may not end after a day, None when it may."""
    if days.ends is not None:
        return TermRefusal.ENDED_ALREADY
    return TermRefusal.BEFORE_ITS_START if last_day < days.starts else None


def refuse_correction(days: Days, of_ward: Iterable[Days], of_councillor: Iterable[Days]) -> TermRefusal | None:
    """Why a term may not have other days than it was given first, None when it may.

    Args:
        days: as they are to be.
        of_ward: the other terms that the ward has; none for a proportional seat.
        of_councillor: the other terms that the councillor has.
    """
    if days.ends is not None and days.ends <= days.starts:
        return TermRefusal.BEFORE_ITS_START
    if any(days.overlap(other) for other in of_ward):
        return TermRefusal.WARD_TAKEN
    if any(days.overlap(other) for other in of_councillor):
        return TermRefusal.SERVES_ALREADY
    return None
