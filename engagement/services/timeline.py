"""Adding to a timeline, and erasing what must not stay."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from engagement.enums import Actor, EraseReason, EventKind, Visibility
from engagement.models import Case, TimelineEvent, User
from engagement.rules.chain import EventFacts, head_of, link_of, payload_digest

SALT_BYTES = 16


def record_event(
    *,
    case: Case,
    kind: str,
    visibility: Visibility,
    actor: Actor,
    by: User | None,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> TimelineEvent:
    """Add an event to the end of a case's timeline.

    Args:
        case: locked by the caller in this transaction, and fresh; its length and head are moved on.
        by: the account; of a resident it is not kept, since an event cannot forget who they are.
        payload: what people were told, as JSON; empty if the kind says it all.
    """
    by = None if actor == Actor.RESIDENT else by
    salt = secrets.token_bytes(SALT_BYTES)
    content = dict(payload or {})
    facts = EventFacts(
        case=case.reference,
        sequence=case.timeline_length + 1,
        kind=kind,
        visibility=visibility,
        actor=actor,
        by=by.pk if by else None,
        at=at,
        payload_digest=payload_digest(salt, content),
    )
    event = TimelineEvent.objects.create(
        case=case,
        sequence=facts.sequence,
        kind=kind,
        visibility=visibility,
        actor=actor,
        by=by,
        at=at,
        payload=content,
        salt=salt,
        payload_digest=facts.payload_digest,
        link=link_of(case.timeline_head, facts, key=_key()),
    )
    case.timeline_length = event.sequence
    case.timeline_head = head_of(case.reference, event.sequence, event.link, key=_key())
    case.save(update_fields=["timeline_length", "timeline_head"])
    return event


@transaction.atomic
def erase_events(
    *, case: Case, events: Iterable[TimelineEvent], reason: EraseReason, actor: Actor, by: User | None, at: datetime
) -> TimelineEvent | None:
    """Erase what events say. Their tombstones still verify, and refer to a new event that tells who did it and why.

    Args:
        case: locked by the caller in this transaction, and fresh.
        events: of this case; what was erased before, and what tells of an erasure, stays as it is.

    Returns:
        The event that tells of it, which staff read; None where nothing was left to erase.
    """
    named = [event.pk for event in events]
    erasable = TimelineEvent.objects.filter(case=case, pk__in=named, erased_at=None).exclude(kind=EventKind.ERASED)
    numbers = list(erasable.order_by("sequence").values_list("sequence", flat=True))
    if not numbers:
        return None
    told = record_event(
        case=case,
        kind=EventKind.ERASED,
        visibility=Visibility.STAFF,
        actor=actor,
        by=by,
        at=at,
        payload={"events": numbers, "reason": reason},
    )
    erasable.update(payload=None, salt=None, erased_at=at, erased_reason=reason, erased_in=told.sequence)
    return told


def _key() -> str:
    return settings.TIMELINE_KEYS[0]
