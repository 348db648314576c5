"""A timeline that was altered, reordered or shortened is found, and one that was erased with a reason is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engagement.rules.chain import (
    ERASURE,
    FIRST_HEAD,
    EventFacts,
    Fault,
    Finding,
    StoredEvent,
    Tombstone,
    head_of,
    inspect_chain,
    link_of,
    payload_digest,
)

CASE = "KH-7F3K-92Q8"


KEY, NEW_KEY, THEIRS = "the key of this test", "the key after it", "a key that somebody guessed"


def linked(events: list[StoredEvent], *keys: str) -> list[StoredEvent]:
    """The same events, each linked to the one before with its key; the last key serves all that follow."""
    chained, head = [], FIRST_HEAD
    for number, event in enumerate(events):
        key = keys[min(number, len(keys) - 1)]
        link = link_of(head, event.facts, key=key)
        head = head_of(CASE, event.facts.sequence, link, key=key)
        chained.append(replace(event, link=link))
    return chained


def chain(length: int, *keys: str) -> list[StoredEvent]:
    events = []
    for number in range(1, length + 1):
        salt, payload = bytes([number]) * 16, {"text": f"event {number}"}
        facts = EventFacts(
            case=CASE,
            sequence=number,
            kind="answered",
            visibility="public",
            actor="councillor",
            by=7,
            at=datetime(2026, 3, 2, 8, 0, tzinfo=UTC) + timedelta(hours=number),
            payload_digest=payload_digest(salt, payload),
        )
        events.append(StoredEvent(facts, "", salt, payload))
    return linked(events, *(keys or (KEY,)))


def with_erasure(number: int, **told: object) -> list[StoredEvent]:
    """Five events of which one was erased, as the sixth tells; `told` changes what that says."""
    events = chain(5)
    facts, salt = events[4].facts, b"sixth"
    payload = {"events": [number], "reason": "moderation"} | told
    teller = replace(facts, sequence=6, kind=ERASURE, payload_digest=payload_digest(salt, payload))
    tombstone = Tombstone(at=facts.at, reason="moderation", told_in=6)
    events[number - 1] = replace(events[number - 1], salt=None, payload=None, tombstone=tombstone)
    return linked([*events, StoredEvent(teller, "", salt, payload)], KEY)


def faults(
    events: list[StoredEvent], whole: list[StoredEvent], keys: tuple[str, ...] = (KEY,)
) -> list[tuple[int, Fault]]:
    head = head_of(CASE, len(whole), whole[-1].link, key=keys[0])
    found = inspect_chain(CASE, events, length=len(whole), head=head, keys=keys)
    assert all(isinstance(finding, Finding) and finding.case == CASE for finding in found)
    return [(finding.sequence, finding.fault) for finding in found]


def test_an_untouched_timeline_is_in_order() -> None:
    whole = chain(5)
    assert faults(whole, whole) == []


def test_a_case_without_events_lost_the_one_that_opened_it() -> None:
    assert inspect_chain(CASE, [], length=0, head=FIRST_HEAD, keys=[KEY]) == [Finding(CASE, 1, Fault.MISSING)]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_erased_event_is_in_order(number: int) -> None:
    whole = with_erasure(number)
    assert faults(whole, whole) == []


@pytest.mark.parametrize(
    "told",
    [{"events": []}, {"events": [2]}, {"reason": "retention"}],
    ids=["nothing", "another event", "another reason"],
)
def test_an_erasure_of_which_no_event_tells_is_named(told: dict) -> None:
    whole = with_erasure(3, **told)
    assert (3, Fault.ALTERED) in faults(whole, whole)


@pytest.mark.parametrize(
    "change",
    [
        {"told_in": None},
        {"told_in": 5},
        {"told_in": 7},
        {"reason": "retention"},
        {"at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_a_tombstone_that_says_otherwise_is_named(change: dict) -> None:
    whole = with_erasure(3)
    other = replace(whole[2], tombstone=replace(whole[2].tombstone, **change))
    assert faults([*whole[:2], other, *whole[3:]], whole) == [(3, Fault.ALTERED)]


def test_content_that_was_told_erased_and_is_there_is_named() -> None:
    whole = with_erasure(3)
    assert faults([*whole[:2], chain(5)[2], *whole[3:]], whole) == [(3, Fault.ALTERED)]


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"text": "something else"}},
        {"payload": None, "salt": None},
        {"payload": None},
        {"salt": b"another salt"},
        {"tombstone": Tombstone(datetime(2026, 3, 2, tzinfo=UTC), "moderation", 5)},
    ],
    ids=["other words", "gone without a reason", "words gone", "other salt", "said to be erased"],
)
def test_altered_words_are_named(number: int, change: dict) -> None:
    whole = chain(5)
    assert faults([*whole[: number - 1], replace(whole[number - 1], **change), *whole[number:]], whole) == [
        (number, Fault.ALTERED)
    ]


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "published"},
        {"visibility": "staff"},
        {"actor": "system"},
        {"by": None},
        {"at": datetime(2026, 3, 1, tzinfo=UTC)},
        {"payload_digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_altered_facts_are_named(number: int, change: dict) -> None:
    whole = chain(5)
    altered = replace(whole[number - 1], facts=replace(whole[number - 1].facts, **change))
    assert faults([*whole[: number - 1], altered, *whole[number:]], whole) == [(number, Fault.ALTERED)]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_missing_event_is_named(number: int) -> None:
    whole = chain(5)
    assert faults([event for event in whole if event.facts.sequence != number], whole) == [(number, Fault.MISSING)]


def test_every_event_missing_is_named() -> None:
    whole = chain(3)
    assert faults([], whole) == [(1, Fault.MISSING), (2, Fault.MISSING), (3, Fault.MISSING)]


def test_two_events_that_changed_places_are_named() -> None:
    whole = chain(5)
    second = replace(whole[2], facts=replace(whole[2].facts, sequence=2))
    third = replace(whole[1], facts=replace(whole[1].facts, sequence=3))
    found = faults([whole[0], second, third, *whole[3:]], whole)
    assert {(2, Fault.REORDERED), (3, Fault.REORDERED)} <= set(found)


def test_an_event_added_without_the_case_knowing_is_named() -> None:
    whole = chain(5)
    assert faults(whole, whole[:4]) == [(5, Fault.ALTERED)]


def test_a_chain_written_anew_by_a_key_of_ours_differs_from_what_the_case_remembers() -> None:
    whole = chain(3)
    other = linked([*whole[:2], replace(whole[2], facts=replace(whole[2].facts, kind="published"))], KEY)
    assert faults(other, whole) == [(3, Fault.CUT)]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_chain_written_anew_without_the_key_is_named(number: int) -> None:
    whole = chain(3)
    written = [*whole]
    written[number - 1] = replace(written[number - 1], facts=replace(whole[number - 1].facts, by=8))
    other = [*whole[: number - 1], *linked(written, THEIRS)[number - 1 :]]
    head = head_of(CASE, 3, other[-1].link, key=THEIRS)
    found = inspect_chain(CASE, other, length=3, head=head, keys=[KEY])
    assert Finding(CASE, number, Fault.ALTERED) in found


@pytest.mark.parametrize("left", [1, 2])
def test_a_tail_that_was_cut_off_is_named_although_the_case_counts_what_is_left(left: int) -> None:
    whole = chain(3)
    for head in (head_of(CASE, 3, whole[-1].link, key=KEY), head_of(CASE, left, whole[left - 1].link, key=THEIRS)):
        found = inspect_chain(CASE, whole[:left], length=left, head=head, keys=[KEY])
        assert found == [Finding(CASE, left, Fault.CUT)]


def test_an_event_that_follows_a_cut_does_not_hide_it() -> None:
    """The next event is sealed over the head that it finds, which belongs to what was cut off."""
    whole = chain(3)
    stale = head_of(CASE, 3, whole[2].link, key=KEY)
    facts = replace(whole[2].facts, by=8)
    link = link_of(stale, facts, key=KEY)
    found = inspect_chain(
        CASE,
        [*whole[:2], replace(whole[2], facts=facts, link=link)],
        length=3,
        head=head_of(CASE, 3, link, key=KEY),
        keys=[KEY],
    )
    assert found == [Finding(CASE, 3, Fault.ALTERED)]


def test_a_key_is_changed_in_the_middle_of_a_timeline() -> None:
    whole = chain(4, KEY, KEY, NEW_KEY)
    assert faults(whole, whole, (NEW_KEY, KEY)) == []
    assert [number for number, fault in faults(whole, whole, (NEW_KEY,)) if fault == Fault.ALTERED] == [1, 2, 3]


def test_a_digest_depends_on_its_salt_and_not_on_the_order_of_keys() -> None:
    assert payload_digest(b"a", {"x": 1, "y": 2}) == payload_digest(b"a", {"y": 2, "x": 1})
    assert payload_digest(b"a", {"x": 1}) != payload_digest(b"b", {"x": 1})
