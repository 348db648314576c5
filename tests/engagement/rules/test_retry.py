"""Retries come later each time, and not all at once."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.retry import MAX_ATTEMPTS, pause_before_retry

chances = st.floats(0, 1)


@given(st.integers(1, MAX_ATTEMPTS), chances)
def test_a_pause_is_never_short_and_never_endless(attempts: int, chance: float) -> None:
    assert timedelta(seconds=20) < pause_before_retry(attempts, chance) < timedelta(hours=8)


@given(st.integers(1, MAX_ATTEMPTS - 1))
def test_the_shortest_next_pause_is_longer_than_the_longest_before_it_until_the_longest(attempts: int) -> None:
    if pause_before_retry(attempts, 0.5) * 3 < timedelta(hours=6):
        assert pause_before_retry(attempts + 1, 0) > pause_before_retry(attempts, 1)


def test_chance_spreads_the_pauses() -> None:
    assert pause_before_retry(3, 0) < pause_before_retry(3, 0.5) < pause_before_retry(3, 1)


def test_all_tries_together_last_most_of_a_day() -> None:
    assert sum((pause_before_retry(n, 0) for n in range(1, MAX_ATTEMPTS)), timedelta()) > timedelta(hours=15)
