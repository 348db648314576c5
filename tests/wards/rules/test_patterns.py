"""Codes are built from columns by patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.codes import is_address_safe
from wards.rules.patterns import (
    EmptyColumnError,
    NotANumberError,
    PatternError,
    as_text,
    parse_pattern,
    slug,
    title_case,
)

ROW = {
    "OBJECTID": 7,
    "WARD_NO": 12.0,
    "admin4Pcode": "ZA7980118",
    "COUNTY": "MURANG'A",
    "Ward Name": " Karen ",
    "SIGNS": "/ -",
    "EMPTY": None,
    "MISSING": float("nan"),
}


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("KE-{OBJECTID}", "KE-7"),
        ("{WARD_NO}", "12"),
        ("{WARD_NO:03d}", "012"),
        ("{admin4Pcode[6:]:d}", "118"),
        ("{admin4Pcode[2:5]}0{admin4Pcode[5:]}", "79800118"),
        ("{admin4Pcode[-3:]}", "118"),
        ("{COUNTY!title}", "Murang'a"),
        ("{COUNTY[:3]!lower}-{OBJECTID:02d}", "mur-07"),
        ("{COUNTY!slug}", "MURANGA"),
        ("{SIGNS!slug|NOT-STATED}", "NOT-STATED"),
        ("{Ward Name}", "Karen"),
        ("{EMPTY|none}", "none"),
        ("{MISSING|}", ""),
        ("{{{OBJECTID}}}", "{7}"),
        ("fixed", "fixed"),
        # A column's name alone, and in another case.
        ("OBJECTID", "7"),
        ("{objectid}", "7"),
    ],
)
def test_values(pattern, value) -> None:
    assert parse_pattern(pattern, ROW).fill(ROW) == value


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{OBJECTID", "without its other half"),
        ("OBJECTID}", "without its other half"),
        ("{}", "cannot be read"),
        ("{OBJECTID:x}", "cannot be read"),
        ("{OBJECTID[1]}", "cannot be read"),
        ("{OBJECTID!shout}", "cannot be read"),
        ("{WARD}", "no column WARD; its columns are OBJECTID, WARD_NO"),
        ("{OBJECTID.__class__}", "no column"),
    ],
)
def test_what_cannot_be_read_is_named(pattern, words) -> None:
    with pytest.raises(PatternError, match=words):
        parse_pattern(pattern, ROW)


def test_an_empty_column_is_an_error_that_names_it() -> None:
    for column in ("EMPTY", "MISSING"):
        with pytest.raises(EmptyColumnError, match=column):
            parse_pattern(f"X-{{{column}}}", ROW).fill(ROW)


def test_what_should_be_a_number_and_is_not_is_an_error_that_shows_it() -> None:
    with pytest.raises(NotANumberError, match="MURANG"):
        parse_pattern("{COUNTY:03d}").fill(ROW)


def test_the_columns_of_a_pattern_are_known_before_a_row_is_read() -> None:
    assert parse_pattern("{a}-{b:02d}{a[1:]}").columns == ("a", "b", "a")


def test_titles_break_at_strokes_and_keep_apostrophes() -> None:
    assert title_case("WOODLEY/KENYATTA GOLF COURSE") == "Woodley/Kenyatta Golf Course"
    assert title_case("THARAKA-NITHI (SOUTH)") == "Tharaka-Nithi (South)"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("ELGEYO/MARAKWET", "ELGEYO-MARAKWET"), ("TAITA  TAVETA ", "TAITA-TAVETA"), ("São Tomé", "Sao-Tome"), ("?", "")],
)
def test_a_slug_keeps_letters_and_digits(text, kept) -> None:
    assert slug(text) == kept


@given(st.text())
def test_a_slug_is_safe_in_an_address(text) -> None:
    assert not slug(text) or is_address_safe(f"ZZ-{slug(text)}")


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_text_without_braces_is_itself(text) -> None:
    assert parse_pattern(text).fill({}) == text.strip()


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=12))
def test_a_filled_number_keeps_its_value(number, width) -> None:
    value = parse_pattern(f"{{n:0{width}d}}").fill({"n": number})
    assert (int(value), len(value)) == (number, max(width, len(str(number))))


def test_a_float_that_is_whole_loses_its_point() -> None:
    assert (as_text(839.0), as_text(0.5), as_text(" x "), as_text(0)) == ("839", "0.5", "x", "0")
