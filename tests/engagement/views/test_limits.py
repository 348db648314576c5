"""Limits per network address count, and refuse nobody when they cannot count."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from engagement.models import Case
from engagement.views.limits import MOST_IN_TEN_MINUTES, is_too_often
from tests.engagement.cast import Cast
from tests.engagement.writing import write


def asks(rf: RequestFactory, address: str, what: str = "raise") -> bool:
    return is_too_often(rf.get("/", REMOTE_ADDR=address), what)


def test_one_more_than_allowed_is_too_often_for_this_address_and_form_alone(rf: RequestFactory) -> None:
    answers = [asks(rf, "192.0.2.1") for _ in range(MOST_IN_TEN_MINUTES["raise"] + 1)]
    assert answers == [False] * MOST_IN_TEN_MINUTES["raise"] + [True]
    assert not asks(rf, "192.0.2.2")
    assert not asks(rf, "192.0.2.1", "code")


def test_addresses_of_one_household_count_together(rf: RequestFactory) -> None:
    answers = [asks(rf, f"2001:db8:0:1::{number:x}") for number in range(MOST_IN_TEN_MINUTES["raise"] + 1)]
    assert answers[-1]
    assert not asks(rf, "2001:db8:0:2::1")
    assert not asks(rf, "2001:db8:0:1::1", "code")


def test_with_the_cache_away_nobody_is_refused(
    rf: RequestFactory, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert not any(asks(rf, "192.0.2.1") for _ in range(MOST_IN_TEN_MINUTES["raise"] + 1))
    assert "could not be counted" in caplog.text


@pytest.mark.django_db
def test_the_form_says_so_and_keeps_what_was_typed(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "raise-unproved", 0)
    page = write(client, cast.ward, text="Kept words").content.decode()
    assert "Too many came from your network just now" in page
    assert "Kept words" in page
    assert not Case.objects.exists()
