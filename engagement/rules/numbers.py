"""How well promises were kept, in figures that say of how many, and how far chance alone may have moved them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, floor, sqrt
from zoneinfo import ZoneInfo

from engagement.enums import Helped
from engagement.rules.survival import HalfTime, Span, Z, half_time
from engagement.rules.working_time import IsHoliday, working_days_between

FEWEST = 10
"""With fewer cases a share or a middle value says more than it knows: only the counts are shown."""


@dataclass(frozen=True)
class Promised:
    """One promise of a first answer.

    Attributes:
        working_days: how many were promised.
        starts_at: when it began.
        due_at: when it falls due; later by the working days of a pause.
        met_at: when it was kept; None while it is not.
        paused_at: since when it stands still, since the resident was asked something; None while it runs.
    """

    working_days: int
    starts_at: datetime
    due_at: datetime
    met_at: datetime | None
    paused_at: datetime | None = None

    def counts_until(self, at: datetime) -> datetime:
        """Up to when its time is counted: its answer, its pause, or now."""
        return self.met_at or self.paused_at or at

    def is_judged(self, at: datetime) -> bool:
        """Whether it was kept or fell due: of the others nobody can say yet."""
        return self.met_at is not None or self.due_at < self.counts_until(at)

    def is_kept(self) -> bool:
        """Whether the answer came by the hour that was promised."""
        return self.met_at is not None and self.met_at <= self.due_at


@dataclass(frozen=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to say a share."""
        return self.whole >= FEWEST

    @property
    def per_cent(self) -> int:
        """In whole per cent, rounded: only all of them are 100, and only none of them 0."""
        nearest = (self.part * 200 + self.whole) // (self.whole * 2)
        return nearest if self.part in (0, self.whole) else min(max(nearest, 1), 99)

    @property
    def between(self) -> tuple[int, int]:
        """Wilson's 95 % interval in whole per cent, rounded outwards."""
        low, high = wilson(self.part, self.whole)
        return max(0, floor(low * 100)), min(100, ceil(high * 100))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by its score (Wilson, Journal of the American Statistical Association 22, 1927).

    It holds near 0 and 1 and for few cases, where the textbook's plus or minus leaves the scale.

    Args:
        whole: at least 1.
    """
    share, square = part / whole, Z**2 / whole
    middle = share + square / 2
    reach = Z * sqrt(share * (1 - share) / whole + square / (4 * whole))
    # Rounding may carry an end past the share itself, or off the scale, where that is 0 or 1.
    return max(0.0, min(share, (middle - reach) / (1 + square))), min(1.0, max(share, (middle + reach) / (1 + square)))


@dataclass(frozen=True)
class Response:
    """How a ward, or a councillor, answers.

    Attributes:
        sent: promises that were made.
        in_time: those kept by the hour that was promised, of those that were kept or fell due.
        half: working days until half had their first answer, those who still wait counted in; None below FEWEST.
        answered: promises that were kept, in time or late.
        said: how many residents said what (a `Helped`) on whether the answer helped.
        waiting_again: of the answered, those that their resident opened again and that wait for their second answer.
    """

    sent: int
    in_time: Share
    half: HalfTime | None
    answered: int
    said: Mapping[str, int] = field(default_factory=dict)
    waiting_again: int = 0

    @property
    def waiting(self) -> int:
        """What waits for an answer, in time or overdue: for its first one, or again."""
        return self.sent - self.answered + self.waiting_again

    @property
    def helped(self) -> Share:
        """Those who said yes, of all who said anything. Silence is not a yes."""
        return Share(self.said.get(Helped.YES, 0), sum(self.said.values()))


def response(
    promises: Iterable[Promised],
    *,
    at: datetime,
    zone: ZoneInfo,
    is_holiday: IsHoliday,
    said: Mapping[str, int] | None = None,
    waiting_again: int = 0,
) -> Response:
    """Count promises as they stand at a moment, in working days of the municipality."""
    given = list(promises)
    judged = [promise for promise in given if promise.is_judged(at)]
    spans = [span_of(promise, at=at, zone=zone, is_holiday=is_holiday) for promise in given]
    return Response(
        sent=len(given),
        in_time=Share(sum(promise.is_kept() for promise in judged), len(judged)),
        half=half_time(spans) if len(spans) >= FEWEST else None,
        answered=sum(promise.met_at is not None for promise in given),
        said=dict(said or {}),
        waiting_again=waiting_again,
    )


def span_of(promise: Promised, *, at: datetime, zone: ZoneInfo, is_holiday: IsHoliday) -> Span:
    """Working days from a promise to its answer, or for which it has been waited; without those of a pause.

    Counted from the day on which it falls due, which a pause has moved by as many.
    """
    due, end = (moment.astimezone(zone).date() for moment in (promise.due_at, promise.counts_until(at)))
    late = working_days_between(due, end, is_holiday) - working_days_between(end, due, is_holiday)
    return Span(max(0, promise.working_days + late), promise.met_at is not None)
