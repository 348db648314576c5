"""What was typed becomes words, and a text shows where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.rules.search import MOST_WORDS, SNIPPET_CHARACTERS, marked, search_word, snippet, words_of


def typed(text: str) -> list[str]:
    return [word.word for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How do I pay my water bill?", ["pay", "water", "bill"]),
        ("Électricité  À PAYER", ["electricite", "payer"]),
        ("amanzi angcolile", ["amanzi", "angcolile"]),
        ("what is this", ["what", "is", "this"]),
        ("a 3", ["3"]),
        ("«»!?… — '\"%_\\", []),
        ("", []),
    ],
)
def test_words_that_stand_everywhere_are_left_out_unless_there_is_no_other(text: str, words: list[str]) -> None:
    assert typed(text) == words


def test_a_long_text_is_read_up_to_a_few_words() -> None:
    assert len(words_of(" ".join(f"word{i}" for i in range(1000)))) == MOST_WORDS


@pytest.mark.parametrize(
    ("asked", "written", "found"),
    [
        ("meetings", "meeting", True),
        ("meeting", "Meetings", True),
        ("pipes", "pipe", True),
        ("services", "service", True),
        ("12", "120", False),
        ("tax", "taxi", True),
        ("water", "waste", False),
    ],
)
def test_forms_of_a_word_are_found_by_their_common_beginning(asked: str, written: str, found: bool) -> None:
    assert search_word(asked).is_in(written.lower()) is found


def test_a_snippet_shows_the_hit_with_what_stands_around_it() -> None:
    text = f"{'Before. ' * 40}The Water tanker comes on Friday. {'After. ' * 60}"
    pieces = snippet(text, words_of("water"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["Water"]
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ") and shown.endswith(" …") and "tanker comes on Friday" in shown


def test_a_snippet_without_a_hit_is_the_beginning_of_the_text() -> None:
    assert [piece.text for piece in snippet("Short and plain.", words_of("water"))] == ["Short and plain."]


def test_a_hit_is_marked_whatever_its_accents_case_and_apostrophes() -> None:
    pieces = marked("Tshivenḓa in MURANG'A", words_of("tshivenda muranga"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["Tshivenḓa", "MURANG'A"]


@given(text=st.text(max_size=400), asked=st.text(max_size=30))
def test_marking_loses_nothing_of_a_text(text: str, asked: str) -> None:
    assert "".join(piece.text for piece in marked(text, words_of(asked))) == text


@given(text=st.text(max_size=2000), asked=st.text(max_size=30))
def test_a_snippet_is_short_and_stands_in_the_text(text: str, asked: str) -> None:
    shown = "".join(piece.text for piece in snippet(text, words_of(asked)))
    assert len(shown) <= SNIPPET_CHARACTERS + 4
    assert shown.removeprefix("… ").removesuffix(" …").strip() in " ".join(text.split())
