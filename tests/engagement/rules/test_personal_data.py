"""What tells who somebody is, is found in what residents write, and the public reads the words without it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from engagement.rules.personal_data import (
    DataKind,
    find_personal_data,
    pieces,
    street_addresses,
    without_personal_data,
    words_added,
)

WORDS = {
    DataKind.ID_NUMBER: "[ID number]",
    DataKind.PHONE: "[phone number]",
    DataKind.EMAIL: "[e-mail address]",
    DataKind.NAME: "[name]",
}


def masked(text: str, **more: object) -> str:
    return without_personal_data(text, WORDS, **more)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 082 123 4567 or (053) 830 6911.", "Call [phone number] or [phone number]."),
        ("cell0821234567/0831234567", "cell[phone number]/[phone number]"),
        ("WhatsApp +27-82-123-4567, +254 712 345678", "WhatsApp [phone number], [phone number]"),
        ("My ID is 800101 5009 087.", "My ID is [ID number]."),
        ("12 8001015009087 0821234567", "12 [ID number] [phone number]"),
        ("one digit wrong: 8001015009086", "one digit wrong: [ID number]"),
        ("passport no. A12345678", "passport no. [ID number]"),
        ("Write to palesa.m+water@example.co.za!", "Write to [e-mail address]!"),
        ("My neighbour Thabo Mokoena burns tyres.", "My neighbour [name] burns tyres."),
        ("Mr. Dlamini and Mme Nomsa saw it.", "Mr. [name] and Mme [name] saw it."),
        ("UMnu Nkosi uthe, uNkk. Zulu naye.", "UMnu [name] uthe, uNkk. [name] naye."),
        ("It was here that Jan van der Merwe fell, in June.", "It was here that [name] fell, in June."),
        ("The pipe leaks.\nRegards,\nSipho Dube", "The pipe leaks.\nRegards,\n[name]"),
        ("MR DLAMINI IS STEALING WATER", "MR [name] IS STEALING WATER"),
    ],
)
def test_what_tells_who_somebody_is_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "In danger call 10111 or 112, from a cell 0800 111 555 or 0860 123 456.",
        "The budget of R821 234 567, erf 12345678, since 2026-07-16 14:00, KH-7F3K-92Q8.",
        "Nelson Mandela Drive is dark from Steve Biko Street to Barkly Road.",
        "Street Lights Out Along Moshoeshoe Avenue Again",
        "Broken Pipe",
        "On Monday the Department of Water Affairs and Eskom were here.",
        "Councillor Nomsa Dlamini promised it, and President Cyril Ramaphosa too.",
        "Please Help. The Council must act. We live near Pick and Pay.",
    ],
)
def test_offices_places_and_amounts_stay(text: str) -> None:
    assert masked(text) == text


def test_names_that_everybody_may_read_stay() -> None:
    text = "We told Nomsa Dlamini twice that Thabo Mokoena parks at Lerato Flats in Tshepo Molefe, call 053 830 6911."
    known = ["Nomsa Dlamini", "Lerato Flats", "Tshepo Molefe", "+27 53 830 6911"]
    assert masked(text, known=known) == text.replace("Thabo Mokoena", "[name]")


def test_the_own_name_is_found_however_it_is_written() -> None:
    assert masked("i, palesa  plantedname, saw it", names=["Palesa Plantedname"]) == "i, [name], saw it"


def test_a_country_without_a_numbering_plan_is_read_like_the_default_one() -> None:
    assert masked("Call 082 123 4567", region="ZZ") == "Call [phone number]"


id_numbers = (
    st.tuples(st.dates(), st.integers(0, 9999), st.sampled_from("01"))
    .map(lambda facts: f"{facts[0]:%y%m%d}{facts[1]:04}{facts[2]}8")
    .map(lambda digits: digits + luhn.calc_check_digit(digits))
)
phones = st.integers(0, 9_999_999).map(lambda number: f"082{number:07}")
prose = st.text(st.sampled_from("abc dE, .\nÀé'’-"), max_size=30)


@given(prose, st.one_of(id_numbers, phones), prose)
def test_no_number_is_left_and_all_around_it_is_kept(before: str, number: str, after: str) -> None:
    text = f"{before} {number} {after}"
    shown = masked(text)
    assert number not in shown
    found = find_personal_data(text)
    assert "".join(piece for piece, _ in pieces(text, found)) == text
    kept = [piece for piece, kind in pieces(text, found) if kind is None]
    assert all(piece in shown for piece in kept)


@given(st.lists(st.one_of(prose, id_numbers, phones, st.sampled_from(["Thabo Mokoena", "a@b.org", "my son"]))))
def test_masking_twice_changes_nothing(parts: list[str]) -> None:
    once = masked(" ".join(parts))
    assert masked(once) == once


@given(st.text(max_size=200))
def test_findings_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find_personal_data(text)
    assert all(text[finding.start : finding.end] == finding.text for finding in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


ORIGINAL = "The pipe of Thabo leaks.\nCall 082 123 4567 today."


@pytest.mark.parametrize(
    ("shown", "added"),
    [
        (ORIGINAL, ""),
        (ORIGINAL.replace("\n", "  \r\n"), ""),
        ("The pipe of [name] leaks.\nCall [phone number] today.", ""),
        ("[name]", ""),
        ("[name] today.", ""),
        ("The pipe of [name]", ""),
        ("The big pipe of [name] leaks.\nCall 082 123 4567 today.", "The big pipe of"),
        ("The pipe leaks.\nCall 082 123 4567 today.", "The pipe leaks."),
        ("The pipe of [name] leaks.\nCall today.", "Call today."),
        ("The pipe of [the thief] leaks.\nCall 082 123 4567 today.", "The pipe of [the thief] leaks."),
        ("Call [name]The pipe of Thabo", "Call"),
    ],
)
def test_a_public_version_leaves_out_and_adds_nothing(shown: str, added: str) -> None:
    assert words_added(ORIGINAL, shown, WORDS.values()) == added


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The drain in front of 12 Acacia Road is blocked.", ["12 Acacia Road"]),
        ("Visit me at 14 Lantern Street, or at 14 Lantern Street.", ["14 Lantern Street"]),
        ("Ek bly in 7 Kerkstraat en house no 12B.", ["7 Kerkstraat", "house no 12B"]),
        ("stand 4412", ["stand 4412"]),
        ("Acacia Road has 12 holes, since 3 Roads are closed on the way.", []),
    ],
)
def test_what_looks_like_the_address_of_a_house_is_asked_about(text: str, found: list[str]) -> None:
    assert street_addresses(text) == found
