"""The chain that holds a timeline together.

Each event stores the digest of its salted payload and a link over its own facts and the link before it. The payload and
its salt can be erased without breaking the chain: the digest stays, and without the salt it cannot be guessed from.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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


def inspect_chain(case: str, events: Sequence[StoredEvent], *, length: int, head: str) -> list[Finding]:
    """Compare one case's events with what the case remembers of them.

    Args:
        case: the case's reference.
        events: its events in the order of their sequence numbers.
        length: how many events the case counts.
        head: the link of its last event, as the case remembers it.

    Returns:
        The faults, in the order of the timeline; an erased event is none.
    """
    present = {event.facts.sequence for event in events}
    findings = [Finding(case, gone, Fault.MISSING) for gone in range(1, length + 1) if gone not in present]
    before = FIRST_LINK
    for event in events:
        number = event.facts.sequence
        follows = number == 1 or number - 1 in present
        if follows and event.link != link_of(before, event.facts):
            fault = Fault.REORDERED if _stood_elsewhere(event, events, length) else Fault.ALTERED
            findings.append(Finding(case, number, fault))
        elif not _payload_holds(event) or number > length:
            findings.append(Finding(case, number, Fault.ALTERED))
        before = event.link
    if not findings and before != head:
        findings.append(Finding(case, length, Fault.ALTERED))
    return sorted(findings, key=lambda finding: finding.sequence)


def _stood_elsewhere(event: StoredEvent, events: Sequence[StoredEvent], length: int) -> bool:
    """Whether an event fits, unchanged, at another place of its timeline."""
    befores = [FIRST_LINK, *(other.link for other in events)]
    places = (replace(event.facts, sequence=number) for number in range(1, length + 1))
    return any(event.link == link_of(before, facts) for facts in places for before in befores)


def _payload_holds(event: StoredEvent) -> bool:
    if event.erased:
        return event.payload is None and event.salt is None
    if event.payload is None or event.salt is None:
        return False
    return payload_digest(event.salt, event.payload) == event.facts.payload_digest
