"""When an edition of boundaries may begin to count."""

from datetime import date, timedelta

import pytest

from wards.rules.activations import (
    PAST_DAYS,
    ActivationRefusal,
    Start,
    days_in_force,
    refuse_start,
    refuse_undoing,
)

TODAY = date(2026, 9, 1)
E2016, E2021, E2026 = 1, 2, 3
SINCE_2021 = [Start(E2021, date(2021, 11, 1))]
BOTH = [*SINCE_2021, Start(E2026, date(2026, 11, 4))]


@pytest.mark.parametrize(
    ("wanted", "standing", "refusal"),
    [
        # The first edition of a municipality takes its true date, however long ago.
        (Start(E2021, date(2021, 11, 1)), [], None),
        # History before the first is filled backwards.
        (Start(E2016, date(2016, 8, 3)), SINCE_2021, None),
        # The next edition, ahead and today.
        (Start(E2026, date(2026, 11, 4)), SINCE_2021, None),
        (Start(E2026, TODAY), SINCE_2021, None),
        # A month back, and one day more.
        (Start(E2026, TODAY - timedelta(days=PAST_DAYS)), SINCE_2021, None),
        (Start(E2026, TODAY - timedelta(days=PAST_DAYS + 1)), SINCE_2021, ActivationRefusal.TOO_LONG_AGO),
        # Two editions cannot start on one day.
        (Start(E2026, date(2021, 11, 1)), SINCE_2021, ActivationRefusal.DAY_TAKEN),
        # The edition counts there anyway, or is about to.
        (Start(E2021, date(2026, 11, 4)), SINCE_2021, ActivationRefusal.COUNTS_ALREADY),
        (Start(E2026, date(2027, 1, 1)), BOTH, ActivationRefusal.COUNTS_ALREADY),
        (Start(E2026, date(2026, 10, 1)), BOTH, ActivationRefusal.COUNTS_ALREADY),
        # A court sets the new edition aside: the old one returns later.
        (Start(E2021, date(2027, 1, 1)), BOTH, None),
    ],
)
def test_starts(wanted, standing, refusal) -> None:
    long_ago = date(2000, 1, 1)
    assert refuse_start(wanted, standing, published_on=long_ago, today=TODAY) == refusal
    assert refuse_start(wanted, standing[::-1], published_on=long_ago, today=TODAY) == refusal


@pytest.mark.parametrize("standing", [[], SINCE_2021], ids=["first edition", "another before"])
def test_no_edition_counts_before_it_was_published(standing) -> None:
    published_on = date(2026, 8, 20)
    asked = {"standing": standing, "published_on": published_on, "today": TODAY}
    assert refuse_start(Start(E2026, published_on), **asked) is None
    day_before = Start(E2026, published_on - timedelta(days=1))
    assert refuse_start(day_before, **asked) == ActivationRefusal.NOT_PUBLISHED


@pytest.mark.parametrize(
    ("starts_on", "set_on", "refusal"),
    [
        # Scheduled ahead long ago, and not yet begun.
        (date(2026, 11, 4), date(2025, 1, 1), None),
        # Begun last week.
        (date(2026, 8, 25), date(2025, 1, 1), None),
        # Set last week by mistake, with a date of years ago.
        (date(2021, 11, 1), date(2026, 8, 25), None),
        # Has stood for years.
        (date(2021, 11, 1), date(2021, 10, 1), ActivationRefusal.TOO_LONG_AGO),
    ],
)
def test_undoing(starts_on, set_on, refusal) -> None:
    assert refuse_undoing(starts_on, set_on, TODAY) == refusal


def test_each_edition_counts_until_the_next_begins() -> None:
    first, second = date(2016, 8, 3), date(2021, 11, 1)
    assert days_in_force([second, first]) == [(first, second), (second, None)]
    assert days_in_force([]) == []
