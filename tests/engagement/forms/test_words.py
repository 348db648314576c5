"""What people write in their own words."""

import pytest
from django.core.exceptions import ValidationError

from engagement.forms.words import WordsField


def test_a_line_break_pasted_from_word_becomes_a_space() -> None:
    assert (
        WordsField(most=40).clean("No water\x0bsince Friday\r\nand no word\x0b") == "No water since Friday\nand no word"
    )


def test_nothing_but_control_characters_is_nothing_written() -> None:
    with pytest.raises(ValidationError) as refused:
        WordsField(most=40).clean("\x0b\x0c")
    assert refused.value.error_list[0].code == "required"
