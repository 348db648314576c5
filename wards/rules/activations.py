"""When an edition of boundaries may begin to count, and for which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

PAST_DAYS = 31
"""How many days back boundaries may still be switched: a month, for a proclamation that reaches the desk late.

Earlier days stay as they were, since cases were opened and answered under the wards of those days."""


class ActivationRefusal(StrEnum):
    """Why an activation or its undoing is refused."""

    NOT_ALLOWED = "not_allowed"
    OTHER_COUNTRY = "other_country"
    NO_WARDS = "no_wards"
    COUNTS_ALREADY = "counts_already"
    DAY_TAKEN = "day_taken"
    TOO_LONG_AGO = "too_long_ago"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True)
class Start:
    """An edition (by its key) that counts from a day on."""

    edition: int
    starts_on: date


def refuse_start(
    wanted: Start, standing: Sequence[Start], *, published_on: date, today: date
) -> ActivationRefusal | None:
    """Why an edition may not begin to count on a day, None when it may.

    A day on which no edition counted yet may lie any time back, so that the first edition of a municipality, and the
    ones before it, can be entered with their true dates; but no edition counts before it was published.

    Args:
        wanted: what somebody asks for.
        standing: every start that was not undone, in any order.
        published_on: the day on which the edition that is wanted was published.
        today: the day of the request.
    """
    if wanted.starts_on < published_on:
        return ActivationRefusal.NOT_PUBLISHED
    ordered = sorted(standing, key=lambda start: start.starts_on)
    earlier = [start for start in ordered if start.starts_on <= wanted.starts_on]
    later = [start for start in ordered if start.starts_on > wanted.starts_on]
    if earlier and earlier[-1].starts_on == wanted.starts_on:
        return ActivationRefusal.DAY_TAKEN
    if wanted.edition in {start.edition for start in earlier[-1:] + later[:1]}:
        return ActivationRefusal.COUNTS_ALREADY
    if earlier and _is_too_long_ago(wanted.starts_on, today):
        return ActivationRefusal.TOO_LONG_AGO
    return None


def refuse_undoing(starts_on: date, set_on: date, today: date) -> ActivationRefusal | None:
    """Why an activation may not be undone, None when it may: it has counted, and stood, for longer than PAST_DAYS.

    Args:
        starts_on: its first day.
        set_on: the day on which somebody set it.
        today: the day of the request.
    """
    return ActivationRefusal.TOO_LONG_AGO if _is_too_long_ago(max(starts_on, set_on), today) else None


def days_in_force(starts: Sequence[date]) -> list[tuple[date, date | None]]:
    """For each start, in order, its first day and the day after its last; None for the one without end."""
    ordered = sorted(starts)
    return [*pairwise(ordered), *((day, None) for day in ordered[-1:])]


def _is_too_long_ago(day: date, today: date) -> bool:
    return day < today - timedelta(days=PAST_DAYS)
