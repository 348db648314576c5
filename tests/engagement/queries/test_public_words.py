"""The public reads a resident's words without what tells who somebody is."""

import pytest
from django.conf import settings

from engagement.queries.public_words import all_mask_words, public_words
from engagement.rules.personal_data import DataKind, find_personal_data
from tests.engagement.cast import Cast


def test_the_councillor_stays_and_the_writer_and_a_number_do_not(cast: Cast) -> None:
    words = public_words(
        cast.municipality,
        subject="Nomsa Dlamini knows it",
        text="I, Palesa Plantedname, told Nomsa Dlamini. Call 082 123 4567.",
        names=["Palesa Plantedname"],
        language="en",
    )
    assert words.subject == "Nomsa Dlamini knows it"
    assert words.text == "I, [name], told Nomsa Dlamini. Call [phone number]."
    assert words.kinds == [DataKind.PHONE, DataKind.NAME]


def test_whoever_is_named_in_the_text_is_not_named_in_the_line_nor_at_the_place(cast: Cast) -> None:
    words = public_words(
        cast.municipality,
        subject="Thabo Mokoena and his dogs",
        text="My neighbour Thabo Mokoena lets them out.",
        place="Thabo Mokoena, corner of Long Street",
        language="en",
    )
    assert (words.subject, words.text) == ("[name] and his dogs", "My neighbour [name] lets them out.")
    assert words.place == "[name], corner of Long Street"
    assert [finding.text for finding in words.in_place] == ["Thabo Mokoena"]


def test_what_is_found_at_the_place_alone_is_told_too(cast: Cast) -> None:
    words = public_words(cast.municipality, subject="A leak", text="It runs.", place="Call 082 123 4567", language="en")
    assert (words.place, words.kinds) == ("Call [phone number]", [DataKind.PHONE])


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_nothing_is_found_in_the_words_that_stand_for_what_was_masked(language: str) -> None:
    for word in all_mask_words(language):
        assert find_personal_data(f"It was {word} who saw it, as everybody in the street knows.") == []
        assert word.startswith("[") and word.endswith("]")
