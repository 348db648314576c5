"""Until when the site is away, and when to come back."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.rules.maintenance import ASK_AGAIN_SECONDS, Maintenance, read_maintenance

NOW = datetime(2026, 5, 1, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        (None, ASK_AGAIN_SECONDS),
        (NOW + timedelta(minutes=30), 1801),
        (NOW - timedelta(minutes=1), ASK_AGAIN_SECONDS),  # it takes longer than was thought
        (NOW + timedelta(days=3), 86_401),
    ],
)
def test_when_to_come_back(until: datetime | None, seconds: int) -> None:
    assert Maintenance(until).retry_after(NOW) == seconds


def test_an_end_that_has_passed_is_told_to_nobody() -> None:
    assert Maintenance(NOW + timedelta(minutes=1)).is_told(NOW)
    assert not Maintenance(NOW).is_told(NOW)
    assert not Maintenance().is_told(NOW)


@pytest.mark.parametrize("maintenance", [Maintenance(), Maintenance(NOW)])
def test_what_is_written_is_read_again(maintenance: Maintenance) -> None:
    assert read_maintenance(maintenance.written()) == maintenance


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", '{"until": 3}', '{"until": "2026-05-01T14:00"}'])
def test_a_file_that_tells_nothing_still_means_that_it_is_on(text: str) -> None:
    assert read_maintenance(text) == Maintenance()
