"""Promises fall due at the close of the office on the last working day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.public_holidays import holidays_of
from engagement.rules.working_time import due_at, is_working_day, working_days_between, working_days_left

HERE = ZoneInfo("Africa/Johannesburg")
SOUTH_AFRICA = holidays_of("ZA")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-03-02 09:00", 1, "2026-03-03 16:30"),  # Monday morning -> Tuesday
        ("2026-03-02 23:59", 1, "2026-03-03 16:30"),  # Monday night -> Tuesday as well
        ("2026-03-06 12:00", 1, "2026-03-09 16:30"),  # Friday noon -> Monday
        ("2026-03-07 12:00", 1, "2026-03-09 16:30"),  # Saturday -> Monday
        ("2026-03-08 12:00", 1, "2026-03-09 16:30"),  # Sunday -> Monday
        ("2026-03-02 09:00", 10, "2026-03-16 16:30"),  # two whole weeks
        ("2026-03-20 09:00", 1, "2026-03-23 16:30"),  # Human Rights Day falls on a Saturday: no Monday for it
        ("2026-04-02 09:00", 1, "2026-04-07 16:30"),  # Maundy Thursday -> over Good Friday and Family Day to Tuesday
        ("2026-08-07 09:00", 1, "2026-08-11 16:30"),  # Women's Day on a Sunday: Monday is one too (Act 36 of 1994, s 2)
        ("2026-12-15 09:00", 10, "2026-12-31 16:30"),  # Reconciliation, Christmas and Goodwill in between
    ],
)
def test_a_promise_skips_weekends_and_holidays(start: str, days: int, due: str) -> None:
    assert due_at(local(start), days, zone=HERE, is_holiday=SOUTH_AFRICA) == local(due)


def test_the_day_is_the_municipalitys_own_and_not_the_servers() -> None:
    late_on_monday_in_utc = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # half past midnight on Tuesday over there
    assert due_at(late_on_monday_in_utc, 1, zone=HERE, is_holiday=SOUTH_AFRICA) == local("2026-03-04 16:30")


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-03-02 09:00", 10),
        ("2026-03-03 00:01", 9),
        ("2026-03-07 12:00", 6),  # Saturday: the whole coming week, and Monday
        ("2026-03-13 17:00", 1),
        ("2026-03-16 08:00", 0),  # the last day
        ("2026-03-16 16:30", 0),
        ("2026-03-16 16:31", -1),  # the hour has passed
        ("2026-03-17 09:00", -1),
        ("2026-03-18 09:00", -2),
        ("2026-03-22 09:00", -4),  # Sunday: four working days have passed since
    ],
)
def test_working_days_left_of_a_promise_of_16_march(now: str, left: int) -> None:
    due = local("2026-03-16 16:30")
    assert working_days_left(local(now), due, zone=HERE, is_holiday=SOUTH_AFRICA) == left


moments = st.builds(
    lambda day, hour: datetime.combine(day, hour, tzinfo=HERE), st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.times()
)


@given(moments, st.integers(1, 30))
def test_a_new_promise_has_all_its_days_left(start: datetime, days: int) -> None:
    due = due_at(start, days, zone=HERE, is_holiday=SOUTH_AFRICA)
    assert is_working_day(due.date(), SOUTH_AFRICA)
    assert working_days_left(start, due, zone=HERE, is_holiday=SOUTH_AFRICA) == days


@given(moments, st.integers(1, 20), st.integers(1, 20))
def test_working_days_add_up(start: datetime, first: int, second: int) -> None:
    half_way = due_at(start, first, zone=HERE, is_holiday=SOUTH_AFRICA)
    both = due_at(half_way, second, zone=HERE, is_holiday=SOUTH_AFRICA)
    assert both == due_at(start, first + second, zone=HERE, is_holiday=SOUTH_AFRICA)


@given(moments, moments, st.integers(1, 20))
def test_who_comes_later_is_never_promised_an_earlier_hour(one: datetime, other: datetime, days: int) -> None:
    first, second = sorted([one, other])
    assert due_at(first, days, zone=HERE, is_holiday=SOUTH_AFRICA) <= due_at(
        second, days, zone=HERE, is_holiday=SOUTH_AFRICA
    )


def test_a_country_without_known_holidays_has_weekends_only() -> None:
    nowhere = holidays_of("ZZ")
    christmas = date(2026, 12, 25)
    assert (SOUTH_AFRICA(christmas), nowhere(christmas)) == (True, False)
    week = working_days_between(christmas - timedelta(days=7), christmas, nowhere)
    assert week == 5
