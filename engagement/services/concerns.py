"""A concern from the first word to the answer."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import transaction

from engagement import kinds
from engagement.concern_kind import CONCERN
from engagement.enums import (
    MEANT_FOR_ALL,
    Actor,
    Channel,
    ClockKind,
    ConcernStatus,
    EraseReason,
    EventKind,
    Impossible,
    Nature,
    Outcome,
    Publication,
    PublicationRefusal,
    Role,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, TimelineEvent, User
from engagement.models.blind_index import email_index
from engagement.queries.answering import Answering, answerer_for, answers_for
from engagement.queries.cases import sent_with_email_since
from engagement.queries.concerns import sent_alike
from engagement.queries.people import addresses_of_role, has_proven_address, has_role
from engagement.services.cases import lock_case, open_case
from engagement.services.clocks import meet_clock, start_clock
from engagement.services.drafts import drop_draft
from engagement.services.links import confirm_token
from engagement.services.notifications import enqueue_notification
from engagement.services.progress import move_case
from engagement.services.residents import know_resident
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import erase_events, record_event
from engagement.services.turns import take_turn
from wards.models import Ward
from wards.services.public_pages import note_public_change

# An address from which nobody confirmed is forgotten after a week.
CONFIRM_WITHIN = timedelta(days=7)
MOST_A_DAY = 5
# Whoever sends the same words again within a day, from a second tab or after Back, means the same concern.
SAME_FOR = timedelta(days=1)

_STATUS_AFTER = {
    Outcome.ANSWERED: ConcernStatus.ANSWERED,
    Outcome.CANNOT: ConcernStatus.ANSWERED,
    Outcome.REFERRED: ConcernStatus.FOLLOW_UP,
    Outcome.COUNCIL: ConcernStatus.FOLLOW_UP,
}


@transaction.atomic
def raise_concern(
    *,
    ward: Ward,
    nature: Nature,
    subject: str,
    text: str,
    is_public: bool,
    email: str,
    name: str = "",
    language: str = "en",
    channel: Channel = Channel.WEB,
    point: Point | None = None,
    place_words: str = "",
    key: str,
    at: datetime,
    by: User | None = None,
    sent_here: Collection[int] = (),
) -> Case:
    """Take in a concern from somebody who left an e-mail address. It stays hidden until the address is confirmed.

    Args:
        is_public: everyone may read it, once a moderator has looked; else the councillor and the staff who handle it.
        key: what the form was given when it was shown; the same form sent again returns the same case.
        by: the account, where the resident is signed in; an address that it has proved needs no confirming.
        sent_here: ids of the cases that this browser sent, or that were opened to it. The same words with the same
            address within `SAME_FOR` lead to the same case there, and for the account that proved the address; for
            anybody else they are a concern like another, so that nobody learns who has sent what.

    Raises:
        NotPossibleError: `NOBODY_ANSWERS` for the ward, or too many came with this address within a day:
            `TOO_MANY` from whoever typed it, `TOO_MANY_OF_YOURS` from the account that proved it.
    """
    content = (str(ward.pk), nature, subject, text, str(is_public), email, name)
    submission, is_first = claim_submission(key=key, content=content, at=at)
    if not is_first:
        return submission.case
    if answers_for(ward, at) is None:
        raise NotPossibleError(Impossible.NOBODY_ANSWERS)
    # Anybody can type anybody's address; that must not keep out who has proved to read it.
    proven = by if by is not None and has_proven_address(by, email) else None
    take_turn(f"concerns with {email_index(email)}")
    alike = sent_alike(
        ward=ward,
        subject=subject,
        text=text,
        is_public=is_public,
        email=email,
        since=at - SAME_FOR,
        sent_here=sent_here,
        by=proven,
    )
    if alike is not None:
        settle_submission(submission=submission, case=alike)
        return confirm_contact(case=alike, by=proven, at=at) if proven else alike
    if sent_with_email_since(email, at - timedelta(days=1), by=proven) >= MOST_A_DAY:
        raise NotPossibleError(Impossible.TOO_MANY if proven is None else Impossible.TOO_MANY_OF_YOURS)
    case = open_case(
        kind=CONCERN,
        ward=ward,
        resident=know_resident(
            municipality=ward.municipality, email=email, name=name, language=language, user=by, at=at
        ),
        channel=channel,
        language=language,
        point=point,
        place_words=place_words,
        publication=Publication.HELD if is_public else Publication.PRIVATE,
        opened_at=at,
    )
    Concern.objects.create(case=case, nature=nature, subject=subject, text=text)
    record_event(
        case=case,
        kind=EventKind.RAISED,
        visibility=Visibility.PUBLIC,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"nature": nature, "subject": subject, "words": text},
    )
    settle_submission(submission=submission, case=case)
    if proven:
        return confirm_contact(case=case, by=proven, at=at)
    _tell_resident(case, "confirm", at=at, context={"token": confirm_token(case)})
    return case


@transaction.atomic
def confirm_contact(*, case: Case, at: datetime, by: User | None = None) -> Case:
    """Let a concern begin: its author proved the e-mail address. The answer clock starts, the councillor is told.

    Confirmed twice, it begins once.

    Raises:
        NotPossibleError: `LINK_EXPIRED` since it was not confirmed within seven days, or `NOBODY_ANSWERS` any more.
    """
    case = lock_case(case)
    if case.confirmed_at is not None:
        return case
    if case.status != ConcernStatus.UNCONFIRMED or at > case.opened_at + CONFIRM_WITHIN:
        raise NotPossibleError(Impossible.LINK_EXPIRED)
    answering = answers_for(case.ward, at)
    if answering is None:
        raise NotPossibleError(Impossible.NOBODY_ANSWERS)
    case.confirmed_at = at
    case.save(update_fields=["confirmed_at"])
    move_case(case=case, to=ConcernStatus.WAITING, at=at)
    clocks = [start_clock(case=case, standard=standard, at=at) for standard in kinds.get(case.kind).standards]
    record_event(
        case=case,
        kind=EventKind.CONTACT_CONFIRMED,
        visibility=Visibility.RESIDENT,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"promised": {clock.kind: clock.due_at.isoformat() for clock in clocks}},
    )
    _tell_resident(case, "received", at=at)
    _tell_those_who_answer(case, answering, at=at)
    if case.publication == Publication.HELD:
        _tell_moderators(case, at=at)
    return case


@transaction.atomic
def answer_concern(
    *, case: Case, text: str, outcome: Outcome, is_public: bool, key: str, by: User, at: datetime
) -> Case:
    """Answer a resident. Whatever the outcome, the promise of a first answer is met; following up leaves the case open.

    The ward's councillor answers in their own name; without one who has an account, the Speaker's office does.

    Args:
        is_public: part of the public story; else the resident alone reads it.
        key: what the form was given when it was shown; the same form sent again answers once.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD`, `WRONG_STATUS`, or `NOT_PUBLIC` for a public answer to a private concern.
    """
    answerer = answerer_for(by, case.ward, at)
    if answerer is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, text, outcome, str(is_public)), at=at)
    if not is_first:
        return case
    if is_public and case.publication not in MEANT_FOR_ALL:
        raise NotPossibleError(Impossible.NOT_PUBLIC)
    move_case(case=case, to=_STATUS_AFTER[outcome], at=at)
    Concern.objects.filter(case=case).update(outcome=outcome)
    meet_clock(case=case, kind=ClockKind.FIRST_RESPONSE, at=at)
    event = record_event(
        case=case,
        kind=EventKind.ANSWERED,
        visibility=Visibility.PUBLIC if is_public else Visibility.RESIDENT,
        actor=answerer.actor,
        by=by,
        at=at,
        payload={"text": text, "outcome": outcome, "name": answerer.name},
    )
    from_office = answerer.actor == Actor.STAFF
    context = {"from_office": from_office, "councillor": _name_of_sitting(answers_for(case.ward, at))}
    _tell_resident(case, "answered", at=at, number=event.sequence, context=context)
    settle_submission(submission=submission, case=case)
    drop_draft(case=case, by=by)
    return case


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
    _tell_resident(case, "published", at=at)
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
    _tell_resident(case, "publication-refused", at=at)
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
    _tell_resident(case, "withdrawn", at=at, context={"erased": erase_words, "is_open": case.closed_at is None})
    return case


def expire_unconfirmed(*, at: datetime) -> int:
    """Forget what nobody confirmed within seven days: words, events' contents, and the person without other cases.

    Returns:
        How many concerns expired.
    """
    waiting = Case.objects.filter(kind=CONCERN.key, status=ConcernStatus.UNCONFIRMED, opened_at__lt=at - CONFIRM_WITHIN)
    return sum(_expire(case, at=at) for case in waiting.order_by("pk"))


@transaction.atomic
def _expire(case: Case, *, at: datetime) -> bool:
    case = lock_case(case)
    if case.status != ConcernStatus.UNCONFIRMED:
        return False
    move_case(case=case, to=ConcernStatus.EXPIRED, at=at)
    record_event(
        case=case, kind=EventKind.EXPIRED, visibility=Visibility.RESTRICTED, actor=Actor.SYSTEM, by=None, at=at
    )
    said = TimelineEvent.objects.filter(case=case)
    erase_events(case=case, events=said, reason=EraseReason.NOT_CONFIRMED, actor=Actor.SYSTEM, by=None, at=at)
    Concern.objects.filter(case=case).update(subject="", text="")
    case.notifications.all().delete()
    resident, case.resident, case.point, case.place_words = case.resident, None, None, ""
    case.save(update_fields=["resident", "point", "place_words"])
    if resident is not None and not resident.cases.exists() and resident.user_id is None:
        resident.delete()
    return True


def _lock_for_moderation(case: Case, by: User) -> Case:
    if not has_role(by, case.municipality_id, Role.MODERATOR):
        raise NotPossibleError(Impossible.NOT_MODERATOR)
    return lock_case(case)


def _tell_resident(
    case: Case, template: str, *, at: datetime, number: int = 0, context: Mapping[str, Any] | None = None
) -> None:
    resident = case.resident
    if resident is None or not resident.email:
        return
    enqueue_notification(
        template=template,
        recipient=resident.email,
        language=case.language,
        case=case,
        dedupe_key=f"{case.reference}/{template}/{number}",
        at=at,
        context=context,
    )


def _tell_those_who_answer(case: Case, answering: Answering, *, at: datetime) -> None:
    """Write to whoever answers, the councillor or the Speaker's office."""
    template = "councillor-new" if answering.actor == Actor.COUNCILLOR else "speaker-new"
    for number, recipient in enumerate(answering.addresses):
        enqueue_notification(
            template=template,
            recipient=recipient,
            language=settings.LANGUAGE_CODE,
            case=case,
            dedupe_key=f"{case.reference}/{template}/{number}",
            at=at,
            context={"councillor": _name_of_sitting(answering)},
        )


def _name_of_sitting(answering: Answering | None) -> str:
    """Who holds the seat; empty while it is vacant."""
    return answering.sitting.name if answering and answering.sitting else ""


def _tell_moderators(case: Case, *, at: datetime) -> None:
    for number, recipient in enumerate(addresses_of_role(case.municipality, Role.MODERATOR)):
        enqueue_notification(
            template="moderator-new",
            recipient=recipient,
            language=settings.LANGUAGE_CODE,
            case=case,
            dedupe_key=f"{case.reference}/moderator-new/{number}",
            at=at,
        )
