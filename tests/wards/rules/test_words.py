"""Words as people type and paste them."""

import pytest

from wards.rules.words import without_controls


@pytest.mark.parametrize("control", ["\x00", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\ufffe"])
def test_a_space_stands_where_a_character_controlled_a_machine(control: str) -> None:
    assert without_controls(f"No water{control}since Friday") == "No water since Friday"


def test_lines_tabs_and_letters_of_every_language_stay() -> None:
    text = "Amanzi\r\n\tawekho: ŋ, ɛ́, ሰላም, 👩🏾‍🦽"
    assert without_controls(text) == text
