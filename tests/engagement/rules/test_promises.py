"""How a promise stands, as lists and case pages say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engagement.rules.promises import PromiseState, promise

HERE = ZoneInfo("Africa/Johannesburg")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("now", "met", "state", "days"),
    [
        ("2026-03-03 09:00", None, PromiseState.RUNNING, 9),
        ("2026-03-16 09:00", None, PromiseState.RUNNING, 0),
        ("2026-03-18 09:00", None, PromiseState.LATE, 2),
        ("2026-03-30 09:00", "2026-03-02 10:00", PromiseState.KEPT, 0),
        ("2026-03-30 09:00", "2026-03-16 16:30", PromiseState.KEPT, 10),
        ("2026-03-30 09:00", "2026-03-16 16:31", PromiseState.KEPT_LATE, 1),
        ("2026-03-30 09:00", "2026-03-18 09:00", PromiseState.KEPT_LATE, 2),
    ],
)
def test_a_promise_made_on_2_march_for_the_16th(now: str, met: str | None, state: PromiseState, days: int) -> None:
    found = promise(
        starts_at=local("2026-03-02 09:00"),
        due_at=local("2026-03-16 16:30"),
        met_at=local(met) if met else None,
        now=local(now),
        zone=HERE,
        is_holiday=lambda day: False,
    )
    assert (found.state, found.days) == (state, days)
