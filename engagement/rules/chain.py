"""The chain that holds a timeline together.

Each event stores the digest of its salted payload and a link over its own facts and the head before it; the case stores
the head: how long its timeline is, and with which link it ends. Links and heads are keyed (HMAC-SHA-256) with a secret
that is not in the database, so that whoever can write to the database alone cannot write another history that fits. The
payload and its salt can be erased without breaking the chain: the digest stays, and without the salt it cannot be
guessed from.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

FIRST_HEAD = "0" * 64
"""The head of a timeline without events."""

ERASURE = "erased"
"""The kind of the event that tells of an erasure; its payload names the `events` by number, and the `reason`."""


class Fault(StrEnum):
    """What can be wrong with a timeline."""

    MISSING = "missing"
    ALTERED = "altered"
    REORDERED = "reordered"
    CUT = "cut"


@dataclass(frozen=True)
class EventFacts:
    """What the chain protects of one event."""

    case: str
    sequence: int
    kind: str
    visibility: str
    actor: str
    by: int | None
    at: datetime
    payload_digest: str


@dataclass(frozen=True)
class Tombstone:
    """What an erased event says of its erasure: when, why, and the number of the event that tells who did it."""

    at: datetime
    reason: str
    told_in: int | None


@dataclass(frozen=True)
class StoredEvent:
    """An event as it lies in the database; `payload` and `salt` are None once erased."""

    facts: EventFacts
    link: str
    salt: bytes | None
    payload: Mapping[str, Any] | None
    tombstone: Tombstone | None = None


@dataclass(frozen=True)
class Finding:
    """One fault of one event."""

    case: str
    sequence: int
    fault: Fault


def payload_digest(salt: bytes, payload: Mapping[str, Any]) -> str:
    """SHA-256 over the salt and the payload in one canonical spelling, as hexadecimal digits."""
    spelt = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(salt + spelt.encode()).hexdigest()


def link_of(head: str, facts: EventFacts, *, key: str) -> str:
    """The link of an event: over the head before it and the event's facts."""
    moment = facts.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sealed(
        key,
        "event",
        head,
        facts.case,
        facts.sequence,
        facts.kind,
        facts.visibility,
        facts.actor,
        facts.by,
        moment,
        facts.payload_digest,
    )


def head_of(case: str, length: int, link: str, *, key: str) -> str:
    """The head of a timeline that is this long and ends with this link."""
    return _sealed(key, "head", case, length, link)


def inspect_chain(
    case: str, events: Sequence[StoredEvent], *, length: int, head: str, keys: Sequence[str]
) -> list[Finding]:
    """Compare one case's events with what the case remembers of them.

    Args:
        case: the case's reference.
        events: its events in the order of their sequence numbers.
        length: how many events the case counts; every case has at least the one that opened it.
        head: the head as the case remembers it.
        keys: every key that may have sealed any of it.

    Returns:
        The faults, in the order of the timeline; an event whose erasure another event tells of is none.
    """
    numbered = {event.facts.sequence: event for event in events}
    findings = [Finding(case, gone, Fault.MISSING) for gone in range(1, max(length, 1) + 1) if gone not in numbered]
    erased = {number for event in events if event.facts.kind == ERASURE for number in _told(event)}
    heads = [FIRST_HEAD]
    for event in events:
        number = event.facts.sequence
        follows = number == 1 or number - 1 in numbered
        if follows and not _fits(event.link, heads, event.facts, keys):
            fault = Fault.REORDERED if _stood_elsewhere(event, events, length, keys) else Fault.ALTERED
            findings.append(Finding(case, number, fault))
        elif number > length or not _content_holds(event, numbered, erased):
            findings.append(Finding(case, number, Fault.ALTERED))
        heads = _heads(case, number, event.link, keys)
    if not findings and head not in heads:
        findings.append(Finding(case, length, Fault.CUT))
    return sorted(findings, key=lambda finding: finding.sequence)


def _sealed(key: str, *parts: object) -> str:
    spelt = json.dumps(parts, separators=(",", ":"))
    return hmac.new(key.encode(), spelt.encode(), hashlib.sha256).hexdigest()


def _heads(case: str, length: int, link: str, keys: Sequence[str]) -> list[str]:
    return [head_of(case, length, link, key=key) for key in keys]


def _fits(link: str, heads: Sequence[str], facts: EventFacts, keys: Sequence[str]) -> bool:
    return any(link == link_of(head, facts, key=key) for head in heads for key in keys)


def _stood_elsewhere(event: StoredEvent, events: Sequence[StoredEvent], length: int, keys: Sequence[str]) -> bool:
    """Whether an event fits, unchanged, at another place of its timeline."""
    case = event.facts.case
    for number in range(1, length + 1):
        before = [head for other in events for head in _heads(case, number - 1, other.link, keys)]
        if _fits(event.link, before if number > 1 else [FIRST_HEAD], replace(event.facts, sequence=number), keys):
            return True
    return False


def _content_holds(event: StoredEvent, numbered: Mapping[int, StoredEvent], erased: set[int]) -> bool:
    if event.tombstone is not None:
        return event.payload is None and event.salt is None and _is_told(event, event.tombstone, numbered)
    if event.payload is None or event.salt is None or event.facts.sequence in erased:
        return False
    return payload_digest(event.salt, event.payload) == event.facts.payload_digest


def _is_told(event: StoredEvent, tombstone: Tombstone, numbered: Mapping[int, StoredEvent]) -> bool:
    """Whether the event that a tombstone refers to tells of this erasure, its reason and its hour."""
    teller = numbered.get(tombstone.told_in or 0)
    if teller is None or teller.facts.kind != ERASURE or event.facts.sequence not in _told(teller):
        return False
    return teller.facts.at == tombstone.at and (teller.payload or {}).get("reason") == tombstone.reason


def _told(erasure: StoredEvent) -> Sequence[int]:
    return (erasure.payload or {}).get("events", [])
