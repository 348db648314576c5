"""The first sentence of what somebody wrote."""

import pytest

from engagement.rules.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The drain is clear. More follows.", "The drain is clear."),
        ("The drain is clear", "The drain is clear"),
        ("Is it clear? Yes.", "Is it clear?"),
        ("Ward no. 4 is dry. Sorry.", "Ward no. 4 is dry."),
        ("It costs 3.50 a day. Pay here.", "It costs 3.50 a day."),
        ("One line\nand another. Then more.", "One line and another."),
        ("", ""),
    ],
)
def test_it_ends_where_the_sentence_does(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


def test_a_long_one_is_cut_at_a_word() -> None:
    assert first_sentence("Water comes back on Thursday, they say", longest=24) == "Water comes back on…"
