"""Starting and stopping the clocks of a case."""

from datetime import datetime

from engagement.enums import ClockKind
from engagement.kinds import Standard
from engagement.models import Case, Clock
from engagement.rules.public_holidays import holidays_of
from engagement.rules.working_time import due_at


def start_clock(*, case: Case, standard: Standard, at: datetime) -> Clock:
    """Promise something on a case: its hour is computed now, in working time, and kept. Done twice, it stays."""
    due = due_at(
        at,
        standard.working_days,
        zone=case.municipality.zone,
        is_holiday=holidays_of(case.municipality.country),
    )
    clock, _made = Clock.objects.get_or_create(
        case=case,
        kind=standard.clock,
        defaults={"working_days": standard.working_days, "starts_at": at, "due_at": due},
    )
    return clock


def meet_clock(*, case: Case, kind: ClockKind, at: datetime) -> None:
    """Note that a promise was kept, or at least answered, at this moment; a clock that was met before stays."""
    Clock.objects.filter(case=case, kind=kind, met_at__isnull=True).update(met_at=at)
