"""Figures on answers: what counts, and when there are too few to say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.numbers import FEWEST, Promised, Response, Share, response, span_of, wilson
from engagement.rules.survival import Span

# A Monday, ten in the morning in Johannesburg; each promise of ten working days falls due two weeks later, at 16:30.
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 16, 14, 30, tzinfo=UTC)
AT = START + timedelta(days=30)
ZONE = ZoneInfo("Africa/Johannesburg")


def promised(answered_after_days: float | None, *, due: datetime = DUE, paused: datetime | None = None) -> Promised:
    met = None if answered_after_days is None else START + timedelta(days=answered_after_days)
    return Promised(10, START, due, met, paused)


def count(*promises: Promised, **said: int) -> Response:
    return response(promises, at=AT, zone=ZONE, is_holiday=lambda _day: False, said=said)


def days(promise: Promised, at: datetime = AT) -> Span:
    return span_of(promise, at=at, zone=ZONE, is_holiday=lambda _day: False)


def test_in_time_are_those_kept_by_the_hour_out_of_all_that_can_be_judged() -> None:
    counted = count(promised(3), promised(14), promised(15), promised(None))
    assert counted.in_time == Share(2, 4)
    assert (counted.sent, counted.answered, counted.waiting) == (4, 3, 1)


def test_what_still_waits_within_its_time_is_not_judged() -> None:
    counted = count(promised(1), promised(None, due=AT + timedelta(days=1)))
    assert (counted.in_time, counted.waiting) == (Share(1, 1), 1)


def test_what_waits_for_the_resident_is_judged_only_if_it_was_late_before() -> None:
    asked_in_time, asked_late = START + timedelta(days=3), DUE + timedelta(days=1)
    counted = count(promised(None, paused=asked_in_time), promised(None, paused=asked_late))
    assert (counted.in_time, counted.waiting) == (Share(0, 1), 2)


def test_days_are_working_days_from_the_promise_to_the_answer() -> None:
    # Tuesday, the next Monday, and the Tuesday after that; the Saturday between them is the Friday's.
    assert [days(promised(after)).days for after in (0.1, 1, 5, 7, 8, 14, 16)] == [0, 1, 4, 5, 6, 10, 12]
    assert days(promised(None)) == Span(22, is_over=False)


def test_days_of_a_pause_are_nobodys() -> None:
    paused_since_wednesday = promised(None, paused=START + timedelta(days=2))
    assert days(paused_since_wednesday) == Span(2, is_over=False)
    # It stood still for three working days, so that it falls due three later: an answer on its eighth day took five.
    assert days(promised(10, due=datetime(2026, 3, 19, 14, 30, tzinfo=UTC))) == Span(5, is_over=True)


@pytest.mark.parametrize(
    ("kept", "late", "shown"), [(9, 1, 90), (10, 0, 100), (199, 1, 99), (0, 10, 0), (1, 299, 1), (2, 1, 67)]
)
def test_per_cents_are_rounded_and_only_all_of_them_are_a_hundred(kept: int, late: int, shown: int) -> None:
    assert Share(kept, kept + late).per_cent == shown


def test_below_ten_there_are_too_few_to_say() -> None:
    assert [Share(2, 9).is_enough, Share(2, 10).is_enough] == [False, True]
    few, enough = count(*[promised(1)] * (FEWEST - 1)), count(*[promised(1)] * FEWEST)
    assert few.half is None
    assert enough.half is not None
    assert enough.half.days == 1


def test_those_who_still_wait_count_in_the_middle_value() -> None:
    # Of 10, 4 were answered on the first day; the rest has waited for a month. Of answers alone the middle would be 1.
    half = count(*[promised(1)] * 4, *[promised(None)] * 6).half
    assert half is not None
    assert (half.days, half.longest) == (None, 22)


def test_silence_is_not_a_yes() -> None:
    assert count(*[promised(1)] * 10).helped == Share(0, 0)
    assert count(promised(1), yes=3, partly=2, no=1).helped == Share(3, 6)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons_as_it_was_published(part: int, whole: int, low: float, high: float) -> None:
    assert tuple(round(end, 4) for end in wilson(part, whole)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_its_share_and_mirrors_its_rest(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    mirrored = wilson(whole - part, whole)
    assert (1 - low, 1 - high) == pytest.approx((mirrored[1], mirrored[0]))
    shown_low, shown_high = Share(part, whole).between
    assert 0 <= shown_low <= low * 100
    assert high * 100 <= shown_high + 1e-9 <= 100 + 1e-9


@given(st.integers(1, 500), st.integers(2, 5))
def test_more_of_the_same_narrows_an_interval(half: int, times: int) -> None:
    few, many = wilson(half, half * 2), wilson(half * times, half * 2 * times)
    assert few[0] < many[0] < many[1] < few[1]
