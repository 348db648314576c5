"""The chain that holds a timeline together.

Each event stores the digest of its salted payload and a link over its own facts and the link before it. The payload and
its salt can be erased without breaking the chain: the digest stays, and without the salt it cannot be guessed from.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

FIRST_LINK = "0" * 64


class Fault(StrEnum):
    """What can be wrong with a timeline."""

    MISSING = "missing"
    ALTERED = "altered"
    REORDERED = "reordered"


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
class StoredEvent:
    """An event as it lies in the database; `payload` and `salt` are None once erased."""

    facts: EventFacts
    link: str
    salt: bytes | None
    payload: Mapping[str, Any] | None
    erased: bool


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


def link_of(previous: str, facts: EventFacts) -> str:
    """The link of an event: SHA-256 over the link before it and the event's facts."""
    spelt = json.dumps(
        [
            previous,
            facts.case,
            facts.sequence,
            facts.kind,
            facts.visibility,
            facts.actor,
            facts.by,
            facts.at.astimezone(UTC).isoformat(timespec="microseconds"),
            facts.payload_digest,
        ],
        separators=(",", ":"),
    )
    return hashlib.sha256(spelt.encode()).hexdigest()


def inspect_chain(case: str, events: Iterable[StoredEvent], *, length: int, head: str) -> list[Finding]:
    """Compare one case's events with what the case remembers of them.

    Args:
        case: the case's reference.
        events: its events in the order of their sequence numbers.
        length: how many events the case counts.
        head: the link of its last event, as the case remembers it.

    Returns:
        The faults, in order; an erased event is none.
    """
    findings: list[Finding] = []
    previous, expected, last_at = FIRST_LINK, 1, None
    for event in events:
        findings += [Finding(case, gone, Fault.MISSING) for gone in range(expected, event.facts.sequence)]
        intact_before = expected == event.facts.sequence
        if (intact_before and event.link != link_of(previous, event.facts)) or not _payload_holds(event):
            findings.append(Finding(case, event.facts.sequence, Fault.ALTERED))
        previous, expected = event.link, event.facts.sequence + 1
    del last_at
    findings += [Finding(case, gone, Fault.MISSING) for gone in range(expected, length + 1)]
    if not findings and previous != head:
        findings.append(Finding(case, expected - 1, Fault.ALTERED))
    return findings


def _payload_holds(event: StoredEvent) -> bool:
    if event.erased:
        return event.payload is None and event.salt is None
    if event.payload is None or event.salt is None:
        return False
    return payload_digest(event.salt, event.payload) == event.facts.payload_digest
