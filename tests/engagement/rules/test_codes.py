"""One-time codes."""

import pytest

from engagement.rules.codes import codes_match, make_code


def test_a_code_has_six_digits_and_does_not_repeat_itself() -> None:
    codes = {make_code() for _ in range(200)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 190


@pytest.mark.parametrize("typed", ["012345", " 012 345 ", "012-345", "012\u00a0345"])
def test_spaces_and_hyphens_are_forgiven(typed: str) -> None:
    assert codes_match(typed, "012345")


@pytest.mark.parametrize("typed", ["", "12345", "0123456", "012346", "O12345"])
def test_anything_else_is_wrong(typed: str) -> None:
    assert not codes_match(typed, "012345")
