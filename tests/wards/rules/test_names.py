"""Names are compared as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.names import normalise_name


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
