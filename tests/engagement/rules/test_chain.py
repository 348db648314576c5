"""A timeline that was altered, reordered or shortened is found, and one that was erased with a reason is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engagement.rules.chain import (
    FIRST_LINK,
    EventFacts,
    Fault,
    Finding,
    StoredEvent,
    inspect_chain,
    link_of,
    payload_digest,
)

CASE = "KH-7F3K-92Q8"


def chain(length: int) -> list[StoredEvent]:
    events, before = [], FIRST_LINK
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
        before = link_of(before, facts)
        events.append(StoredEvent(facts, before, salt, payload, erased=False))
    return events


def faults(events: list[StoredEvent], whole: list[StoredEvent]) -> list[tuple[int, Fault]]:
    found = inspect_chain(CASE, events, length=len(whole), head=whole[-1].link)
    assert all(isinstance(finding, Finding) and finding.case == CASE for finding in found)
    return [(finding.sequence, finding.fault) for finding in found]


def test_an_untouched_timeline_is_in_order() -> None:
    whole = chain(5)
    assert faults(whole, whole) == []


def test_a_case_without_events_is_in_order() -> None:
    assert inspect_chain(CASE, [], length=0, head=FIRST_LINK) == []


@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_erased_event_is_in_order(number: int) -> None:
    whole = chain(5)
    erased = replace(whole[number - 1], salt=None, payload=None, erased=True)
    assert faults([*whole[: number - 1], erased, *whole[number:]], whole) == []


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"text": "something else"}},
        {"payload": None, "salt": None},
        {"payload": None},
        {"salt": b"another salt"},
        {"erased": True},
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


def test_a_chain_written_anew_from_the_middle_differs_from_what_the_case_remembers() -> None:
    whole, other = chain(3), chain(3)
    facts = replace(other[2].facts, kind="published")
    other[2] = replace(other[2], facts=facts, link=link_of(other[1].link, facts))
    assert faults(other, whole) == [(3, Fault.ALTERED)]


def test_a_digest_depends_on_its_salt_and_not_on_the_order_of_keys() -> None:
    assert payload_digest(b"a", {"x": 1, "y": 2}) == payload_digest(b"a", {"y": 2, "x": 1})
    assert payload_digest(b"a", {"x": 1}) != payload_digest(b"b", {"x": 1})
