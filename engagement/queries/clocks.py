"""How the promises of a case stand."""

from datetime import datetime

from engagement.enums import ANSWER_CLOCKS, ClockKind, ConcernStatus
from engagement.models import Case, Clock
from engagement.queries.days_off import DaysOff, days_off_of
from engagement.rules.promises import Promise, promise


def answer_promise(case: Case, *, at: datetime, days_off: DaysOff = days_off_of) -> Promise | None:
    """How the promise of an answer stands at a moment: the one after reopening, else the first; None before any.

    Reads `case.clocks` and `case.municipality`: a list of cases fetches both ahead.

    Args:
        days_off: for a list, `days_off_read_once()`, so that what was proclaimed is read once and not for each case.
    """
    clocks = {clock.kind: clock for clock in case.clocks.all()}
    running = next((clocks[kind] for kind in reversed(ANSWER_CLOCKS) if kind in clocks), None)
    return promise_of(running, case, at=at, days_off=days_off) if running else None


def next_promise(case: Case, *, at: datetime, days_off: DaysOff = days_off_of) -> Promise | None:
    """How the promise stands that is owed now: the next report on what is followed up, else the answer."""
    if case.status != ConcernStatus.FOLLOW_UP:
        return answer_promise(case, at=at, days_off=days_off)
    running = next((clock for clock in case.clocks.all() if clock.kind == ClockKind.UPDATE), None)
    return promise_of(running, case, at=at, days_off=days_off) if running else None


def next_report(case: Case, *, at: datetime) -> Promise | None:
    """The promise of the next report on what is followed up; None where nothing is, or no report is promised."""
    return next_promise(case, at=at) if case.status == ConcernStatus.FOLLOW_UP else None


def promise_of(clock: Clock, case: Case, *, at: datetime, days_off: DaysOff = days_off_of) -> Promise:
    """How one promise on a case stands at a moment."""
    return promise(
        starts_at=clock.starts_at,
        due_at=clock.due_at,
        met_at=clock.met_at,
        paused_at=clock.paused_at,
        now=at,
        zone=case.municipality.zone,
        is_holiday=days_off(case.municipality),
    )
