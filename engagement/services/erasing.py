"""Erasing what was written on a case: on its timeline, where pages read it from, and what was copied from there."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from engagement import kinds
from engagement.enums import NOT_SENT, Actor, EraseReason, EventKind, Publication, Visibility
from engagement.models import AnswerDraft, Case, Clock, Notification, ProposedAnswer, TimelineEvent, User
from engagement.queries.retention import words_of
from engagement.services.cases import lock_case
from engagement.services.progress import move_case
from engagement.services.timeline import erase_events, record_event
from wards.services.public_pages import note_public_change


def erase_words(
    *,
    case: Case,
    events: QuerySet[TimelineEvent],
    with_detail: bool,
    reason: EraseReason,
    actor: Actor,
    by: User | None,
    at: datetime,
) -> None:
    """Erase what events of a locked case say; tombstones stay and verify. Done twice, it is erased.

    Args:
        with_detail: what the resident wrote goes altogether: the words that pages show, and the place. Without it the
            case is public, and what everyone reads of it stays: what was left out for them goes.
    """
    who = {"reason": reason, "actor": actor, "by": by, "at": at}
    if with_detail:
        case.point, case.place_words = None, ""
        case.save(update_fields=["point", "place_words"])
    else:
        _keep_what_is_shown(case, events, at=at)
        keep_public_place(case=case)
    erase_events(case=case, events=events, **who)
    kind = kinds.get(case.kind)
    erase = kind.get_erase_words() if with_detail else kind.get_erase_unshown()
    if erase:
        erase(case)
    if with_detail or case.closed_at is not None:
        AnswerDraft.objects.filter(case=case).delete()
        ProposedAnswer.objects.filter(case=case).delete()
        _erase_referrals(case, who)
    note_public_change([case.municipality_id])


def keep_public_place(*, case: Case) -> None:
    """Reduce the place of a locked case, also where a department has it, to what everyone reads and sees of it."""
    if case.publication != Publication.PUBLISHED:
        return
    longest = Case._meta.get_field("place_words").max_length
    case.point, case.place_words = case.rough_point, case.concern.public_place[:longest]
    case.save(update_fields=["point", "place_words"])
    Case.objects.filter(referral__from_case=case).update(point=case.point, place_words=case.place_words)


def _keep_what_is_shown(case: Case, events: QuerySet[TimelineEvent], *, at: datetime) -> None:
    """Write down anew what everyone reads, where the event that says so also says what was left out."""
    showing = TimelineEvent.objects.filter(case=case, kind__in=[EventKind.PUBLISHED, EventKind.WORDS_MASKED])
    last = showing.order_by("sequence").last()
    if last is None or not events.filter(pk=last.pk).exists():
        return
    record_event(
        case=case,
        kind=EventKind.WORDS_MASKED,
        visibility=Visibility.STAFF,
        actor=Actor.SYSTEM,
        by=None,
        at=at,
        payload={name: last.payload[name] for name in ("subject", "words", "place") if name in last.payload},
    )


def _erase_referrals(case: Case, who: dict[str, Any]) -> None:
    """Empty what departments were asked out of a locked case, and end what they have not done."""
    for referral in Case.objects.filter(referral__from_case=case).order_by("pk"):
        copy = lock_case(referral)
        kind = kinds.get(copy.kind)
        # What a department reported is the municipality's, and goes when its time is over.
        said = words_of(copy) if who["reason"] == EraseReason.RETENTION else copy.events.filter(kind=EventKind.REFERRED)
        erase_events(case=copy, events=said, **who)
        kind.get_erase_words()(copy)
        copy.point, copy.place_words = None, ""
        copy.save(update_fields=["point", "place_words"])
        if copy.closed_at is None:
            move_case(case=copy, to=kind.taken_back, at=who["at"])
            Clock.objects.filter(case=copy, met_at=None).delete()
            Notification.objects.filter(case=copy, state__in=NOT_SENT).delete()
