"""One English term is one isiZulu term, wherever it stands."""

import re

import polib
import pytest

from cms.catalogues.files import read_catalogue
from tests.architecture.floors import ROOT

# The stem, as prefixes and locatives leave it: umasipala, kumasipala; ikhansela, ekhanseleni; imephu, emephini.
STEMS = {
    r"wards?": r"wadi",
    r"councillors?": r"khansel",
    r"municipalit(?:y|ies)": r"masipala",
    r"speaker's office": r"likasomlomo",
    r"residents?": r"khamuzi",
    r"boundar(?:y|ies)": r"ngcele",
    r"passwords?": r"phasiwedi",
    r"working days?": r"lokusebenza|zokusebenza",
    r"committees?": r"komidi",
    r"accounts?": r"akhawunti",
    r"moderators?": r"hloli",
    r"imports?": r"ngeni",
    r"files?": r"fayel",
    r"maps?": r"meph[ui]",
    r"answers?": r"mpendul|phendul",
    r"notices?": r"aziso",
}
_NO_WORD = re.compile(r"%\(\w+\)\w|{[^}]*}|<[^>]*>|--?\w+")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return read_catalogue("zu")


@pytest.mark.parametrize("english", STEMS)
def test_a_term_is_always_the_same_word(catalogue: polib.POFile, english: str) -> None:
    term, stem = re.compile(rf"\b{english}\b", re.IGNORECASE), re.compile(STEMS[english], re.IGNORECASE)
    with_term = [entry for entry in catalogue if entry.translated() and term.search(_NO_WORD.sub(" ", entry.msgid))]
    assert with_term, "no sentence has this term any more"
    said = {entry.msgid: " ".join([entry.msgstr, *entry.msgstr_plural.values()]) for entry in with_term}
    assert {sentence: words for sentence, words in said.items() if not stem.search(words)} == {}


@pytest.mark.parametrize("english", STEMS)
def test_a_term_stands_in_the_glossary(english: str) -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (ROOT / "docs" / "languages.md").read_text(), re.MULTILINE)
    found = [row for row in rows if re.search(rf"\b{english}\b", row[0], re.IGNORECASE)]
    assert found
    assert any(re.search(STEMS[english], isizulu, re.IGNORECASE) for _english, isizulu in found)
