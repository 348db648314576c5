"""Adding to a timeline, and erasing what must not stay."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from engagement.enums import Actor, EraseReason, Visibility
from engagement.models import Case, TimelineEvent, User
from engagement.rules.chain import EventFacts, link_of, payload_digest

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
        payload: what people were told, as JSON; empty if the kind says it all.
    """
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
        link=link_of(case.timeline_head, facts),
    )
    case.timeline_length, case.timeline_head = event.sequence, event.link
    case.save(update_fields=["timeline_length", "timeline_head"])
    return event


@transaction.atomic
def erase_event_payload(*, event: TimelineEvent, reason: EraseReason, at: datetime) -> TimelineEvent:
    """Erase what an event says and leave its tombstone, which still verifies. Done twice, it changes nothing more."""
    locked = TimelineEvent.objects.select_for_update().get(pk=event.pk)
    if locked.erased_at is None:
        locked.payload, locked.salt = None, None
        locked.erased_at, locked.erased_reason = at, reason
        locked.save(update_fields=["payload", "salt", "erased_at", "erased_reason"])
    return locked
