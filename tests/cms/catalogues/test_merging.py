"""A catalogue takes in what is new, drops what is gone, and forgets nothing that was said or confirmed."""

import polib

from cms.catalogues.merging import UNCONFIRMED, is_confirmed, merge, progress


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    file = polib.POFile()
    file.extend(entries)
    return file


def sentence(msgid: str, **facts: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, **facts)


def test_a_new_sentence_is_empty_and_unconfirmed() -> None:
    (entry,) = merge(catalogue(), catalogue(sentence("Ward")))
    assert (entry.msgstr, entry.tcomment) == ("", UNCONFIRMED)


def test_a_translation_and_its_note_are_kept() -> None:
    known = catalogue(sentence("Ward", msgstr="Iwadi", tcomment=UNCONFIRMED), sentence("Home", msgstr="Ikhaya"))
    merged = merge(known, catalogue(sentence("Home"), sentence("Ward")))
    assert [(entry.msgid, entry.msgstr, is_confirmed(entry)) for entry in merged] == [
        ("Home", "Ikhaya", True),
        ("Ward", "Iwadi", False),
    ]


def test_both_forms_of_a_counted_sentence_are_kept() -> None:
    counted = {"msgid_plural": "%(count)s wards"}
    known = sentence("%(count)s ward", **counted, msgstr_plural={0: "iwadi", 1: "amawadi"})
    (entry,) = merge(catalogue(known), catalogue(sentence("%(count)s ward", **counted)))
    assert entry.msgstr_plural == {0: "iwadi", 1: "amawadi"}


def test_a_sentence_that_is_gone_is_dropped() -> None:
    assert list(merge(catalogue(sentence("Gone", msgstr="Kuphelile")), catalogue())) == []


def test_a_sentence_that_changed_loses_what_was_said_for_the_old_one() -> None:
    known = catalogue(sentence("Answer in 10 days", msgstr="Phendula ezinsukwini ezingu-10"))
    (entry,) = merge(known, catalogue(sentence("Answer in 5 days")))
    assert (entry.msgstr, is_confirmed(entry)) == ("", False)


def test_the_same_words_in_another_sense_are_another_sentence() -> None:
    known = catalogue(sentence("May", msgctxt="abbrev. month", msgstr="Mey"), sentence("May", msgstr="Meyi"))
    merged = merge(known, catalogue(sentence("May"), sentence("May", msgctxt="abbrev. month")))
    assert [entry.msgstr for entry in merged] == ["Meyi", "Mey"]


def test_progress_counts_what_is_translated_and_what_a_speaker_confirmed() -> None:
    done = progress(
        catalogue(
            sentence("One", tcomment=UNCONFIRMED),
            sentence("Two", msgstr="Kubili", tcomment=UNCONFIRMED),
            sentence("Three", msgstr="Kuthathu"),
        )
    )
    assert (done.sentences, done.translated, done.confirmed) == (3, 2, 1)
