"""How well promises were kept, in figures that say of how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from zoneinfo import ZoneInfo

from engagement.rules.working_time import IsHoliday, working_days_between

FEWEST_FOR_A_SHARE = 5
"""With fewer cases a share says more than it knows: "3 of 4" is shown instead of 75 %."""


@dataclass(frozen=True)
class Promised:
    """One promise of a first answer: when it began, fell due and was kept (None while it is not)."""

    starts_at: datetime
    due_at: datetime
    met_at: datetime | None


@dataclass(frozen=True)
class Response:
    """How a ward is answered.

    Attributes:
        judged: promises that were kept or fell due: of the others nobody can say yet.
        in_time: those of them that were kept by the hour that was promised.
        answered: promises that were kept, in time or late.
        median_days: working days to the first answer of the one in the middle; None where none was answered.
        waiting: promises that are not kept yet, in time or overdue.
    """

    judged: int
    in_time: int
    answered: int
    median_days: float | None
    waiting: int

    @property
    def share(self) -> int | None:
        """In time, in whole per cent; None where there are too few to say. Rounded down: only all of them are 100."""
        return self.in_time * 100 // self.judged if self.judged >= FEWEST_FOR_A_SHARE else None


def response(promises: Iterable[Promised], *, at: datetime, zone: ZoneInfo, is_holiday: IsHoliday) -> Response:
    """Count promises as they stand at a moment, in working days of the municipality."""
    given = list(promises)
    met = [promise for promise in given if promise.met_at is not None]
    overdue = [promise for promise in given if promise.met_at is None and promise.due_at < at]
    days = [working_days_between(_day(each.starts_at, zone), _day(each.met_at, zone), is_holiday) for each in met]
    return Response(
        judged=len(met) + len(overdue),
        in_time=sum(promise.met_at <= promise.due_at for promise in met),
        answered=len(met),
        median_days=median(days) if days else None,
        waiting=len(given) - len(met),
    )


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
