"""When somebody is reminded of a promise, and who."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from engagement.enums import Reminder
from engagement.rules.working_time import IsHoliday, working_days_between, working_days_left

REMIND_WORKING_DAYS = 2
"""So many working days before an answer is due: enough to ask somebody and write it."""
OFFICE_WORKING_DAYS = 3
"""So late, an answer is the Speaker's office's matter too."""
WORK_BEGINS = time(7)
"""Nobody is reminded in the night, and the digest of the week waits for this hour."""
_MONDAY = 0


def reminder_for(now: datetime, due: datetime, *, zone: ZoneInfo, is_holiday: IsHoliday) -> Reminder:
    """How far the reminders of a promise that runs should have got at a moment.

    Args:
        due: when it falls due; it neither stands still nor was kept.
    """
    today, last = now.astimezone(zone), due.astimezone(zone).date()
    if today.time() < WORK_BEGINS:
        return Reminder.NONE
    if now <= due:
        left = working_days_left(now, due, zone=zone, is_holiday=is_holiday)
        return Reminder.BEFORE if left <= REMIND_WORKING_DAYS else Reminder.NONE
    late = working_days_between(last, today.date(), is_holiday)
    if late >= OFFICE_WORKING_DAYS:
        return Reminder.OFFICE
    return Reminder.LATE if late else Reminder.BEFORE


def steps_between(done: int, now_due: Reminder) -> list[Reminder]:
    """Which reminders go out now; what should have come before a promise was late is not sent after it."""
    steps = [step for step in Reminder if done < step <= now_due]
    return [step for step in steps if step > Reminder.BEFORE or now_due == Reminder.BEFORE]


def is_digest_time(now: datetime, *, zone: ZoneInfo) -> bool:
    """Whether it is Monday, and the working day has begun."""
    local = now.astimezone(zone)
    return local.weekday() == _MONDAY and local.time() >= WORK_BEGINS
