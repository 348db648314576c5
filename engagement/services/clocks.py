"""Starting, stopping and pausing the clocks of a case."""

from datetime import date, datetime, time

from engagement.enums import ClockKind, Reminder
from engagement.kinds import Standard
from engagement.models import Case, Clock
from engagement.queries.days_off import days_off_of
from engagement.queries.policies import promised_days
from engagement.rules.promises import UPDATE_WORKING_DAYS
from engagement.rules.working_time import due_after_pause, due_at


def start_clock(*, case: Case, standard: Standard, at: datetime) -> Clock:
    """Promise something on a case: its hour is computed now, in working time, and kept. Done twice, it stays."""
    days = promised_days(standard, case.municipality)
    due = due_at(at, days, zone=case.municipality.zone, is_holiday=days_off_of(case.municipality))
    clock, _made = Clock.objects.get_or_create(
        case=case, kind=standard.clock, defaults={"working_days": days, "starts_at": at, "due_at": due}
    )
    return clock


def promise_update(*, case: Case, at: datetime, after: date | None = None) -> None:
    """Promise the next report on a case that is followed up, anew with each: nothing is followed up without end.

    Args:
        after: a day on which something is decided, from which the working days count where it lies ahead.
    """
    zone = case.municipality.zone
    starts = max(at, datetime.combine(after, time(), tzinfo=zone)) if after else at
    due = due_at(starts, UPDATE_WORKING_DAYS, zone=zone, is_holiday=days_off_of(case.municipality))
    promised = {"working_days": UPDATE_WORKING_DAYS, "starts_at": at, "due_at": due}
    anew = {"met_at": None, "paused_at": None, "reminded": Reminder.NONE}
    Clock.objects.update_or_create(case=case, kind=ClockKind.UPDATE, defaults=promised | anew)


def meet_clock(*, case: Case, kind: ClockKind, at: datetime) -> None:
    """Note that a promise was kept, or at least answered, at this moment; a clock that was met before stays.

    One that stands still runs again first, so that the pause is not held against whoever answered.
    """
    resume_clock(case=case, kind=kind, at=at)
    Clock.objects.filter(case=case, kind=kind, met_at__isnull=True).update(met_at=at)


def pause_clock(*, case: Case, kind: ClockKind, at: datetime) -> None:
    """Let a promise stand still, since the resident is asked something; one that is met stays."""
    Clock.objects.filter(case=case, kind=kind, met_at=None, paused_at=None).update(paused_at=at)


def resume_clock(*, case: Case, kind: ClockKind, at: datetime) -> None:
    """Let a promise run on; it falls due later by the working days for which it stood still. Done twice, it runs on."""
    clock = Clock.objects.select_for_update().filter(case=case, kind=kind, paused_at__isnull=False).first()
    if clock is None:
        return
    clock.due_at = due_after_pause(
        clock.due_at,
        paused_at=clock.paused_at,
        resumed_at=at,
        zone=case.municipality.zone,
        is_holiday=days_off_of(case.municipality),
    )
    clock.paused_at = None
    if clock.due_at > at:
        # It falls due anew: whoever was reminded of the day before is reminded of this one.
        clock.reminded = Reminder.NONE
    clock.save(update_fields=["due_at", "paused_at", "reminded"])
