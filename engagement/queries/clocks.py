"""How the promises of a case stand."""

from datetime import datetime

from engagement.enums import ClockKind
from engagement.models import Case
from engagement.rules.promises import Promise, promise
from engagement.rules.public_holidays import holidays_of


def first_response(case: Case, *, at: datetime) -> Promise | None:
    """How the promise of a first answer stands at a moment; None before it was made.

    Reads `case.clocks` and `case.municipality`: a list of cases fetches both ahead.
    """
    for clock in case.clocks.all():
        if clock.kind == ClockKind.FIRST_RESPONSE:
            return promise(
                starts_at=clock.starts_at,
                due_at=clock.due_at,
                met_at=clock.met_at,
                now=at,
                zone=case.municipality.zone,
                is_holiday=holidays_of(case.municipality.country),
            )
    return None
