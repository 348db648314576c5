"""How a promise stands: what a tag on a list and the box on a case page say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from engagement.rules.working_time import IsHoliday, working_days_between, working_days_left

ANSWER_WORKING_DAYS = 10
"""Two weeks of office days: long enough to ask a department, short enough to be remembered."""
UPDATE_WORKING_DAYS = 10
"""While something is followed up its resident hears of it as often."""
MODERATION_WORKING_DAYS = 1
"""What everyone may read is looked at on the next working day."""


class PromiseState(StrEnum):
    """Where a promise stands."""

    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"


@dataclass(frozen=True)
class Promise:
    """A promise as people are told of it.

    Attributes:
        days: working days left while it runs or stands still; late by, once it is late or was kept late, then at least
            1; needed from start to end, once it was kept in time.
    """

    state: PromiseState
    days: int
    due_at: datetime
    met_at: datetime | None


def promise(
    *,
    starts_at: datetime,
    due_at: datetime,
    met_at: datetime | None,
    paused_at: datetime | None = None,
    now: datetime,
    zone: ZoneInfo,
    is_holiday: IsHoliday,
) -> Promise:
    """How a promise stands at a moment, in working days of the municipality."""
    if met_at is not None:
        state, since = (PromiseState.KEPT, starts_at) if met_at <= due_at else (PromiseState.KEPT_LATE, due_at)
        days = working_days_between(since.astimezone(zone).date(), met_at.astimezone(zone).date(), is_holiday)
        return Promise(state, days if state == PromiseState.KEPT else max(1, days), due_at, met_at)
    if paused_at is not None:
        left = working_days_left(paused_at, due_at, zone=zone, is_holiday=is_holiday)
        return Promise(PromiseState.PAUSED, max(0, left), due_at, None)
    left = working_days_left(now, due_at, zone=zone, is_holiday=is_holiday)
    if left < 0:
        return Promise(PromiseState.LATE, -left, due_at, None)
    return Promise(PromiseState.RUNNING, left, due_at, None)
