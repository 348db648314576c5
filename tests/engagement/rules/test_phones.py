"""Which numbers take text messages."""

import pytest

from engagement.rules.phones import NotAMobileError, TooFarError, in_groups, parse_mobile


@pytest.mark.parametrize(
    "typed", ["+27825550123", "082 555 0123", "082-555-0123", " (082) 555 0123 ", "0027 82 555 0123", "27825550123"]
)
def test_a_number_is_read_however_it_is_written(typed: str) -> None:
    assert parse_mobile(typed, region="ZA", countries=["ZA"]) == "+27825550123"


@pytest.mark.parametrize(
    "typed", ["", "palesa", "082 555 01", "082 555", "0215550123", "+27 11 555 0123", "082 555 0123 4"]
)
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAMobileError):
        parse_mobile(typed, region="ZA", countries=["ZA"])


def test_a_number_abroad_is_refused_unless_texts_go_there() -> None:
    with pytest.raises(TooFarError):
        parse_mobile("+254 712 345678", region="ZA", countries=["ZA"])
    assert parse_mobile("+254 712 345678", region="ZA", countries=["ZA", "KE"]) == "+254712345678"


def test_a_number_is_shown_in_groups() -> None:
    assert in_groups("+27825550123") == "+27 82 555 0123"
