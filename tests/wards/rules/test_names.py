"""Names are compared as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.names import normalise_name, one_letter_off


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Thutong", "thutong"),
        ("  Port   Nolloth ", "port nolloth"),
        ("Tshivenḓa", "tshivenda"),  # a dot or a bar below is not on most keyboards
        ("Môregloed", "moregloed"),
        ("KwaDukuza/Stanger", "kwadukuza stanger"),  # two names written as one
        ("Ha-Mashau (East)", "ha mashau east"),
        ("Murang'a", "muranga"),
        ("Murang’a", "muranga"),  # a telephone's apostrophe
        ("St. Mary's No. 2", "st marys no 2"),
        ("WARD 12", "ward 12"),
        ("Straße", "strasse"),
        ("ﬁsh hoek", "fish hoek"),  # a ligature pasted from a PDF
        ("Ward ２", "ward 2"),  # full-width digits
        ("አዲስ አበባ", "አዲስ አበባ"),  # other scripts are kept
        ("", ""),
        ("?!", ""),
    ],
)
def test_a_name_is_brought_to_the_form_in_which_it_is_compared(written: str, compared: str) -> None:
    assert normalise_name(written) == compared


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


@given(st.text())
def test_a_compared_name_is_one_line_of_words_with_single_spaces(text: str) -> None:
    compared = normalise_name(text)
    assert compared == " ".join(compared.split())
    assert "\n" not in compared


@pytest.mark.parametrize("typed", ["zeerust", "zereust", "zerust", "zeeerust", "zeorust", "eerust", "zeerus"])
def test_a_name_is_recognised_in_spite_of_one_slip(typed: str) -> None:
    assert re.search(one_letter_off(typed), "zeerust")


@pytest.mark.parametrize("typed", ["zeurs", "reezust", "zeerustt x", "eerus"])
def test_a_name_is_not_recognised_after_two_slips(typed: str) -> None:
    assert not re.search(one_letter_off(typed), "zeerust")


def test_it_is_recognised_among_other_names_of_a_place_and_not_inside_one() -> None:
    assert re.search(one_letter_off("stagner"), "kwadukuza\nstanger\ndukuza")
    assert not re.search(one_letter_off("stagner"), "new stanger")


@given(st.text("abcde ", min_size=2, max_size=12), st.data())
def test_whichever_letter_slips_the_name_is_recognised(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 2))
    letter = data.draw(st.sampled_from("abcdez"))
    slips = [
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
    ]
    for typed in slips:
        assert re.search(one_letter_off(typed), name)
