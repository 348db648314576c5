"""Bring a catalogue up to date with the sentences there are, and count what is done."""

from dataclasses import dataclass

import polib

UNCONFIRMED = "Not yet confirmed by a speaker."
"""The note that stays with an entry until somebody who speaks the language has read it and takes it away."""


@dataclass(frozen=True)
class Progress:
    """How many sentences a catalogue has, how many it says something for, and how many of these a speaker has read."""

    sentences: int
    translated: int
    confirmed: int


def merge(catalogue: polib.POFile, sentences: polib.POFile) -> polib.POFile:
    """The sentences there are now, with the catalogue's translations. What is new is empty and unconfirmed.

    A sentence that changed in English is new: what was said for the old one may no longer be true. Entries are matched
    exactly, never by likeness.
    """
    known = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    merged = polib.POFile()
    for sentence in sentences:
        merged.append(_entry(sentence, known.get(_key(sentence))))
    return merged


def is_confirmed(entry: polib.POEntry) -> bool:
    """Whether it is translated, and a speaker has taken the note away."""
    return entry.translated() and UNCONFIRMED not in entry.tcomment


def progress(catalogue: polib.POFile) -> Progress:
    """What is done in a catalogue."""
    entries = [entry for entry in catalogue if not entry.obsolete]
    return Progress(
        sentences=len(entries),
        translated=sum(entry.translated() for entry in entries),
        confirmed=sum(is_confirmed(entry) for entry in entries),
    )


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _entry(sentence: polib.POEntry, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=sentence.msgctxt,
        msgid=sentence.msgid,
        msgid_plural=sentence.msgid_plural,
        comment=sentence.comment,
        flags=sentence.flags,
        occurrences=sentence.occurrences,
    )
    if sentence.msgid_plural:
        entry.msgstr_plural = {0: "", 1: ""}
    if known is None or not known.translated():
        entry.tcomment = UNCONFIRMED
        return entry
    entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
    entry.msgstr_plural = dict(known.msgstr_plural)
    return entry
