"""Working time: when a promise falls due, and how many working days are left."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]

# Offices of municipalities close at half past four; the last working day of a promise ends then.
OFFICE_OPENS, OFFICE_CLOSES = time(7, 30), time(16, 30)
_SATURDAY = 5


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Monday to Friday, unless it is a public holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def due_at(start: datetime, working_days: int, *, zone: ZoneInfo, is_holiday: IsHoliday) -> datetime:
    """When a number of working days after `start` has passed: the close of the office on the last of them.

    The day of the start does not count and the last day does (Interpretation Act 33 of 1957, s 4).

    Args:
        start: an aware moment.
        working_days: at least 1.
        zone: the municipality's time zone.
        is_holiday: whether a day is a public holiday there.
    """
    day = start.astimezone(zone).date()
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, is_holiday)
    return datetime.combine(day, OFFICE_CLOSES, tzinfo=zone)


def working_days_left(now: datetime, due: datetime, *, zone: ZoneInfo, is_holiday: IsHoliday) -> int:
    """Working days from tomorrow up to the day on which a promise is due.

    Returns:
        0 on the last day, before the office closes; below zero the number of working days that it is late,
        at least one as soon as the hour has passed.
    """
    today, last = now.astimezone(zone).date(), due.astimezone(zone).date()
    if now <= due:
        return working_days_between(today, last, is_holiday)
    return -max(1, working_days_between(last, today, is_holiday))


def due_after_pause(
    due: datetime, *, paused_at: datetime, resumed_at: datetime, zone: ZoneInfo, is_holiday: IsHoliday
) -> datetime:
    """When a promise falls due that stood still for a while: later by the working days of the pause.

    A pause within one working day moves nothing. What was late before the pause stays as late as it was.
    """
    days = working_days_between(paused_at.astimezone(zone).date(), resumed_at.astimezone(zone).date(), is_holiday)
    return due_at(due, days, zone=zone, is_holiday=is_holiday) if days else due


def working_days_between(after: date, until: date, is_holiday: IsHoliday) -> int:
    """Working days after one day, up to and including another."""
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(is_working_day(day, is_holiday) for day in days)


def working_hours_left(now: datetime, due: datetime, *, zone: ZoneInfo, is_holiday: IsHoliday) -> int:
    """Whole hours in which offices are open from now until a promise is due; 0 once it is."""
    left, day = timedelta(), now.astimezone(zone).date()
    while day <= due.astimezone(zone).date():
        if is_working_day(day, is_holiday):
            opens, closes = (datetime.combine(day, hour, tzinfo=zone) for hour in (OFFICE_OPENS, OFFICE_CLOSES))
            left += max(timedelta(), min(closes, due) - max(opens, now))
        day += timedelta(days=1)
    return int(left / timedelta(hours=1))
