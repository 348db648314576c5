"""A reference is unguessable, forgives what is unambiguous, and is refused when one character is wrong."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.references import (
    BODY_ALPHABET,
    MalformedReferenceError,
    make_reference,
    parse_reference,
    reference_prefix,
)

prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


@st.composite
def references(draw: st.DrawFn) -> str:
    chance = random.Random(draw(st.integers()))
    return make_reference(draw(prefixes), chance.choice)


@given(references())
def test_what_is_made_is_read_back(reference: str) -> None:
    assert re.fullmatch(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    assert not set("ILOU") & set(reference[2:])
    assert parse_reference(reference) == reference


@given(references())
def test_case_spaces_and_hyphens_do_not_matter(reference: str) -> None:
    plain = reference.replace("-", "")
    for typed in (reference.lower(), plain, f" {plain[:5]} {plain[5:]} ", reference.replace("-", "\u2013")):
        assert parse_reference(typed) == reference


@given(references())
def test_letters_that_look_like_digits_are_put_right(reference: str) -> None:
    look_alike = str.maketrans("01V", "OIU")
    assert parse_reference(reference[:2] + reference[2:].translate(look_alike)) == reference
    assert parse_reference(reference[:2] + reference[2:].replace("1", "l")) == reference
    assert parse_reference(reference[:2].translate(str.maketrans("OI", "01")) + reference[2:]) == reference


@given(references(), st.data())
def test_one_wrong_character_is_always_caught(reference: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([3, 4, 5, 6, 8, 9, 10, 11]))
    wrong = data.draw(st.sampled_from(sorted(set(BODY_ALPHABET) - {reference[place]})))
    with pytest.raises(MalformedReferenceError):
        parse_reference(reference[:place] + wrong + reference[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "KH", "KH-7F3K-92Q", "KH-7F3K-92Q88", "12-7F3K-92Q8", "KH-7F3K-92Q9", "KH-7F3!-92Q8"]
)
def test_what_cannot_be_a_reference_is_refused(text: str) -> None:
    with pytest.raises(MalformedReferenceError):
        parse_reference(text)


def test_the_example_in_our_words_is_a_reference() -> None:
    assert parse_reference("KH-7F3K-92Q8") == "KH-7F3K-92Q8"


@pytest.mark.parametrize(
    ("code", "country", "prefix"),
    [
        ("JHB", "ZA", "JH"),
        ("NC091", "ZA", "NC"),
        ("047", "KE", "KE"),
        ("1A", "ZW", "AZ"),
        ("ķ", "ZZ", "ZZ"),
        ("", "", "XX"),
    ],
)
def test_the_prefix_comes_from_the_municipality(code: str, country: str, prefix: str) -> None:
    assert reference_prefix(code, country) == prefix


def test_references_do_not_repeat() -> None:
    assert len({make_reference("KH") for _ in range(2000)}) == 2000
