"""What somebody typed into "Where do you live?" may mean."""

import pytest

from wards.rules.search import explained, read_search


@pytest.mark.parametrize(
    ("typed", "number", "sure", "name"),
    [
        ("12", 12, True, ""),
        ("ward 12", 12, True, ""),
        ("WARD12", 12, True, ""),
        ("Ward no. 12", 12, True, ""),
        ("wyk 12", 12, True, ""),
        ("iwadi 12", 12, True, ""),
        ("Ward 12 Mangaung", 12, True, "mangaung"),
        ("Mangaung ward 12", 12, True, "mangaung"),
        ("Mangaung, Ward 12", 12, True, "mangaung"),
        ("Mangaung 12", 12, False, "mangaung 12"),  # a municipality's ward, or a place such as Extension 12
        ("Extension 12", 12, False, "extension 12"),
        ("79800012", None, False, "79800012"),  # too long for a number: a code
        ("14 Main Road 8 Thutong", None, False, "14 main road 8 thutong"),  # two numbers: neither is a ward's
        ("Mangaung Metropolitan Municipality", None, False, "mangaung"),  # words that tell none from another
        ("Municipality", None, False, "municipality"),
        ("Ward", None, False, "ward"),
        ("Wardville", None, False, "wardville"),
        ("Thutong", None, False, "thutong"),
        ("", None, False, ""),
        ("!?", None, False, ""),
    ],
)
def test_a_ward_number_is_told_from_a_name(typed: str, number: int | None, sure: bool, name: str) -> None:
    asked = read_search(typed)
    assert (asked.number, asked.sure, asked.name) == (number, sure, name)


def test_a_code_is_tried_as_typed_in_capitals_and_without_spaces() -> None:
    assert read_search(" ke-12 ").codes == ("ke-12", "KE-12")
    assert [read_search(typed).bare_code for typed in ("zz 001-003", "7980 0012")] == ["ZZ001003", "79800012"]
    assert [read_search(typed).bare_code for typed in ("11", "-1", "1-1")] == ["", "", ""], "rather numbers than codes"
    assert read_search("7980 0012").codes == ("7980 0012", "79800012")


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("Thutong", ("thutong",)),
        ("Port Nolloth", ("port nolloth", "port", "nolloth")),
        ("14 Main Rd, Thutong", ("14 main rd thutong", "14 main rd", "thutong")),  # a comma says where a name ends
        ("Ward 12 Mangaung", ("mangaung",)),
        ("Thutong Primary School", ("thutong primary school", "thutong primary", "thutong")),  # thousands are schools
        ("Primary School", ("primary school",)),
        ("Ward 12", ()),
        ("ab", ()),  # two letters are like half of all names
        ("0001", ()),
    ],
)
def test_parts_of_the_name_may_be_the_place(typed: str, phrases: tuple[str, ...]) -> None:
    assert read_search(typed).phrases == phrases


def test_a_long_text_is_cut_to_a_bounded_number_of_phrases() -> None:
    assert len(read_search("word " * 500).phrases) <= 11


def test_a_place_explains_more_of_the_text_when_the_other_words_name_where_it_lies() -> None:
    typed = "rosebank cape town"
    there = explained(typed, "rosebank", 1.0, "City of Cape Town")
    elsewhere = explained(typed, "rosebank", 1.0, "City of Johannesburg")
    town_alone = explained(typed, "cape town", 1.0, "City of Cape Town")
    assert (there, elsewhere, town_alone) == (1.0, 0.5, 0.5)


@pytest.mark.parametrize("written", ["mangaung", "mangaun", "mangauung", "mangeung", "mang"])
def test_where_a_place_lies_may_be_misspelt_by_a_letter_or_shortened(written: str) -> None:
    assert explained(f"heights {written}", "heights", 1.0, "Mangaung") == 1.0


@pytest.mark.parametrize("written", ["bloem", "mngung", "mangaungheights", "man gaung"])
def test_words_that_differ_by_more_explain_nothing(written: str) -> None:
    assert explained(f"heights {written}", "heights", 1.0, "Mangaung") < 0.8
