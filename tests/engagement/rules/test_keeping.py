"""Months, as people count them."""

from datetime import UTC, datetime

import pytest

from engagement.rules.keeping import months_before


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 11, 28), 36, (2023, 11, 28)),
        ((2026, 11, 28), -2, (2027, 1, 28)),
    ],
)
def test_so_many_months_before(day: tuple, months: int, then: tuple) -> None:
    assert months_before(datetime(*day, 9, tzinfo=UTC), months) == datetime(*then, 9, tzinfo=UTC)
