"""Figures on answers: what counts, and when there are too few for a share."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engagement.rules.numbers import Promised, Response, response

# A Monday; each promise falls due two weeks later.
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DUE = START + timedelta(days=14)
AT = START + timedelta(days=30)


def promised(answered_after_days: int | None, *, due: datetime = DUE) -> Promised:
    met = None if answered_after_days is None else START + timedelta(days=answered_after_days)
    return Promised(START, due, met)


def count(*promises: Promised) -> Response:
    return response(promises, at=AT, zone=ZoneInfo("Africa/Johannesburg"), is_holiday=lambda _day: False)


def test_in_time_are_those_kept_by_the_hour_out_of_all_that_can_be_judged() -> None:
    counted = count(promised(3), promised(14), promised(15), promised(None))
    assert (counted.in_time, counted.judged, counted.answered, counted.waiting) == (2, 4, 3, 1)


def test_what_still_waits_within_its_time_is_not_judged() -> None:
    counted = count(promised(1), promised(None, due=AT + timedelta(days=1)))
    assert (counted.in_time, counted.judged, counted.waiting) == (1, 1, 1)


@pytest.mark.parametrize(("kept", "late", "share"), [(4, 0, None), (5, 0, 100), (4, 1, 80), (199, 1, 99), (0, 5, 0)])
def test_a_share_needs_five_cases_and_only_all_of_them_are_a_hundred(kept: int, late: int, share: int | None) -> None:
    assert count(*[promised(1)] * kept, *[promised(20)] * late).share == share


def test_the_middle_value_is_in_working_days() -> None:
    # Tuesday, the next Monday, and the Tuesday after that: 1, 5 and 6 working days.
    assert count(promised(1), promised(7), promised(8)).median_days == 5
    assert count(promised(1), promised(7)).median_days == 3
    assert count(promised(None)).median_days is None
