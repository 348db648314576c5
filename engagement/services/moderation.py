"""Deciding what everyone may read."""

from datetime import datetime

from django.db import transaction

from engagement.enums import (
    Actor,
    EraseReason,
    EventKind,
    Impossible,
    Publication,
    PublicationRefusal,
    Role,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, TimelineEvent, User
from engagement.queries.people import has_role
from engagement.services.cases import lock_case
from engagement.services.messages import tell_resident
from engagement.services.timeline import erase_events, record_event
from wards.services.public_pages import note_public_change


@transaction.atomic
def publish_concern(*, case: Case, by: User, at: datetime, after_all: bool = False) -> Case:
    """Show a held concern to everyone. Published twice, it is published once.

    Args:
        after_all: show one that was refused; without it a colleague's refusal of this moment stands.

    Raises:
        NotPossibleError: `NOT_MODERATOR` or `WRONG_STATUS`.
    """
    case = _lock_for_moderation(case, by)
    if case.publication == Publication.PUBLISHED:
        return case
    if case.publication != (Publication.REFUSED if after_all else Publication.HELD) or case.confirmed_at is None:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    case.publication, case.published_at = Publication.PUBLISHED, at
    case.save(update_fields=["publication", "published_at"])
    note_public_change([case.municipality_id])
    record_event(case=case, kind=EventKind.PUBLISHED, visibility=Visibility.PUBLIC, actor=Actor.STAFF, by=by, at=at)
    tell_resident(case, "published", at=at)
    return case


@transaction.atomic
def refuse_publication(*, case: Case, reason: PublicationRefusal, by: User, at: datetime) -> Case:
    """Keep a held concern from the public, and tell the resident why; the councillor still owes the answer.

    Raises:
        NotPossibleError: `NOT_MODERATOR` or `WRONG_STATUS`.
    """
    case = _lock_for_moderation(case, by)
    if case.publication == Publication.REFUSED:
        return case
    if case.publication != Publication.HELD or case.confirmed_at is None:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    case.publication = Publication.REFUSED
    case.save(update_fields=["publication"])
    record_event(
        case=case,
        kind=EventKind.PUBLICATION_REFUSED,
        visibility=Visibility.RESIDENT,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    tell_resident(case, "publication-refused", at=at)
    return case


@transaction.atomic
def withdraw_publication(*, case: Case, reason: PublicationRefusal, erase_words: bool, by: User, at: datetime) -> Case:
    """Take a published concern down, and tell the resident why. What was promised on it is still owed.

    The reason stays on the timeline, and under the reference for everyone who has the link.

    Args:
        erase_words: remove the resident's words for good, for the councillor too; else only the public loses them.

    Raises:
        NotPossibleError: `NOT_MODERATOR` or `WRONG_STATUS`.
    """
    case = _lock_for_moderation(case, by)
    if case.publication == Publication.WITHDRAWN:
        return case
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    case.publication, case.published_at = Publication.WITHDRAWN, None
    case.save(update_fields=["publication", "published_at"])
    note_public_change([case.municipality_id])
    record_event(
        case=case,
        kind=EventKind.WITHDRAWN,
        visibility=Visibility.PUBLIC,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    if erase_words:
        raised = TimelineEvent.objects.filter(case=case, kind=EventKind.RAISED)
        erase_events(case=case, events=raised, reason=EraseReason.MODERATION, actor=Actor.STAFF, by=by, at=at)
        Concern.objects.filter(case=case).update(subject="", text="")
    tell_resident(case, "withdrawn", at=at, context={"erased": erase_words, "is_open": case.closed_at is None})
    return case


def _lock_for_moderation(case: Case, by: User) -> Case:
    if not has_role(by, case.municipality_id, Role.MODERATOR):
        raise NotPossibleError(Impossible.NOT_MODERATOR)
    return lock_case(case)
