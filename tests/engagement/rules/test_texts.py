"""What fits into one text message."""

import pytest

from engagement.rules.texts import gsm_length, is_gsm, parts_of


def test_the_alphabet_is_that_of_phones() -> None:
    assert is_gsm("Imbizo: Ünal & Co. @ £5 (25%) é à ñ ß Ω\n")
    for other in "ç`“”–…êšṱ😀":
        assert not is_gsm(other), other


def test_brackets_and_the_euro_count_twice() -> None:
    assert gsm_length("a€[") == 5


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("š" * 70, 1),
        ("š" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_a_text_is_paid_for_by_its_parts(text: str, parts: int) -> None:
    assert parts_of(text) == parts
