"""The Kaplan-Meier curve and its middle value, against figures that were published, and in general."""

from fractions import Fraction
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.survival import HalfTime, Span, curve, half_time

# Weeks in remission of 21 patients with 6-mercaptopurine and 21 with a placebo (Freireich et al., Blood 21, 1963), the
# example of most textbooks; a plus marks those who were still in remission when they were last seen.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def spans(text: str) -> list[Span]:
    return [Span(int(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


# Klein and Moeschberger, Survival Analysis (2003), table 4.1.
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def test_the_curve_is_the_one_that_textbooks_print() -> None:
    assert {step.days: round(float(step.share), 3) for step in curve(spans(TREATED))} == PUBLISHED


def test_those_who_were_lost_count_while_they_were_watched() -> None:
    assert [(step.at_risk, step.ended) for step in curve(spans(TREATED))] == [
        (21, 3),
        (17, 1),
        (15, 1),
        (12, 1),
        (11, 1),
        (7, 1),
        (6, 1),
    ]


def test_the_middle_values_are_those_that_textbooks_print() -> None:
    # 23 weeks and 8, as SAS and R give them with this interval (conftype=loglog, conf.type="log-log").
    assert half_time(spans(TREATED)) == HalfTime(23, 13, None, 35)
    assert half_time(spans(PLACEBO)) == HalfTime(8, 4, 11, 23)


def test_an_interval_is_greenwoods_on_the_scale_of_log_log() -> None:
    # By hand for week 6: the variance of log(-log S) is (3 / (21 * 18)) / log(6/7)^2 = 0.33396, its root 0.57789;
    # 1.95996 times that is 1.13265, and (6/7) to the power of e^1.13265 and of e^-1.13265 are the ends.
    first = curve(spans(TREATED))[0]
    assert first.share == Fraction(6, 7)
    assert isclose(first.low, 0.6197, abs_tol=1e-4)
    assert isclose(first.high, 0.9516, abs_tol=1e-4)


def test_a_curve_that_does_not_reach_one_half_has_no_middle_value() -> None:
    assert half_time(spans("1 2 3 9+ 9+ 9+ 9+ 9+ 9+ 9+")) == HalfTime(None, 1, None, 9)
    assert half_time(spans("4+ 7+")) == HalfTime(None, None, None, 7)
    assert half_time([]) == HalfTime(None, None, None, 0)


def test_exactly_one_half_is_one_half() -> None:
    # 2/3 times 3/4: a product of rounded numbers may lie above a half.
    assert half_time(spans("1 1 2 5+ 5+ 5+")).days == 2


def test_ten_on_one_day_are_enough_to_say_that_day() -> None:
    assert half_time(spans("3 " * 10)) == HalfTime(3, 3, 3, 3)


def test_who_alone_is_left_does_not_end_an_interval() -> None:
    assert half_time(spans("1+ " * 9 + "5")) == HalfTime(5, 5, None, 5)


SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.booleans()), max_size=60)


@given(SPANS)
def test_a_curve_only_falls_and_lies_within_its_interval(watched: list[Span]) -> None:
    steps = curve(watched)
    shares = [Fraction(1), *(step.share for step in steps)]
    assert all(later < earlier for earlier, later in pairwise(shares))
    assert all(0 <= step.low <= step.share + 1e-12 and step.share <= step.high + 1e-12 for step in steps)
    assert sum(step.ended for step in steps) == sum(span.is_over for span in watched)


@given(SPANS)
def test_a_middle_value_lies_within_its_interval(watched: list[Span]) -> None:
    half = half_time(watched)
    ends = [end if end is not None else half.longest + 1 for end in (half.low, half.days, half.high)]
    assert ends == sorted(ends)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=60))
def test_where_nobody_waits_it_is_the_plain_share(days: list[int]) -> None:
    for step in curve(Span(day, True) for day in days):
        assert step.share == Fraction(sum(day > step.days for day in days), len(days))
    assert half_time(Span(day, True) for day in days).days == sorted(days)[(len(days) - 1) // 2]


@given(SPANS.filter(bool), st.integers(0, 60))
def test_who_waits_longer_never_makes_it_look_faster(watched: list[Span], more: int) -> None:
    waiting = [Span(span.days + more, False) if not span.is_over else span for span in watched]
    before, after = half_time(watched).days, half_time(waiting).days
    assert after is None or (before is not None and after >= before)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_they_come_does_not_matter(order: int) -> None:
    assert half_time(spans(TREATED)[::order]).days == 23
