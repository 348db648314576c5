"""Deciding what everyone may read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engagement.concern_kind import CONCERN
from engagement.enums import (
    Actor,
    ClockKind,
    EraseReason,
    EventKind,
    Impossible,
    Publication,
    PublicationRefusal,
    Reminder,
    ReportOutcome,
    Role,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Clock, Concern, Photo, Report, TimelineEvent, User
from engagement.queries.answering import is_of_its_office
from engagement.queries.appeals import may_appeal
from engagement.queries.people import has_role
from engagement.queries.public_words import all_mask_words, public_words
from engagement.queries.retention import said_by_resident
from engagement.rules.personal_data import words_added
from engagement.services.cases import lock_case
from engagement.services.clocks import meet_clock
from engagement.services.erasing import erase_words as erase
from engagement.services.links import report_token
from engagement.services.messages import tell_moderators, tell_resident
from engagement.services.notifications import enqueue_notification
from engagement.services.one_by_one import one_by_one
from engagement.services.photos import forget_photos, show_photos
from engagement.services.timeline import record_event
from wards.services.public_pages import note_public_change


@dataclass(frozen=True)
class Shown:
    """What everyone reads and sees of a concern.

    Attributes:
        photos: the tokens of the photos that everyone sees; None leaves them as they are.
        place: the place in words, which may be left out altogether; None leaves it as it is.
    """

    subject: str
    text: str
    photos: frozenset[UUID] | None = None
    place: str | None = None


@transaction.atomic
def publish_concern(*, case: Case, by: User, at: datetime, after_all: bool = False, shown: Shown | None = None) -> Case:
    """Show a held concern to everyone. Published twice, it is published once.

    Args:
        after_all: show one that was refused; without it a colleague's refusal of this moment stands.
        shown: the words as everyone reads them, where the moderator left out more, or less, than was proposed.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD`, `WRONG_STATUS`, or `WORDS_ADDED` to what the resident wrote.
    """
    case = lock_for_moderation(case, by=by, at=at)
    if case.publication == Publication.PUBLISHED:
        return case
    if case.publication != (Publication.REFUSED if after_all else Publication.HELD) or case.confirmed_at is None:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    _set_public_words(case, shown, by=by, at=at)
    event = show_to_all(case=case, actor=Actor.STAFF, by=by, at=at)
    meet_clock(case=case, kind=ClockKind.MODERATION, at=at)
    tell_resident(case, template="published", at=at, number=event.sequence)
    return case


@transaction.atomic
def refuse_publication(*, case: Case, reason: PublicationRefusal, by: User, at: datetime) -> Case:
    """Keep a held concern from the public, and tell the resident why; the councillor still owes the answer.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD` or `WRONG_STATUS`.
    """
    case = lock_for_moderation(case, by=by, at=at)
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
    meet_clock(case=case, kind=ClockKind.MODERATION, at=at)
    tell_resident(case, template="publication-refused", at=at)
    return case


@transaction.atomic
def withdraw_publication(*, case: Case, reason: PublicationRefusal, erase_words: bool, by: User, at: datetime) -> Case:
    """Take a published concern down, and tell the resident why. What was promised on it is still owed.

    The reason stays on the timeline, and under the reference for everyone who has the link.

    Args:
        erase_words: remove the resident's words for good, for the councillor too; else only the public loses them.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD` or `WRONG_STATUS`.
    """
    case = lock_for_moderation(case, by=by, at=at)
    if case.publication == Publication.WITHDRAWN:
        return case
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    take_down(case=case, reason=reason, erase_words=erase_words, by=by, at=at)
    return case


@transaction.atomic
def change_public_words(*, case: Case, shown: Shown, by: User, at: datetime) -> Case:
    """Leave more, or less, of a published concern out for everyone, and tell the resident. Done twice, it is done once.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD`, `NOT_PUBLISHED`, or `WORDS_ADDED` to what the resident wrote.
    """
    case = lock_for_moderation(case, by=by, at=at)
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    length = case.timeline_length
    _set_public_words(case, shown, by=by, at=at)
    if case.timeline_length > length:
        tell_resident(case, template="words-masked", at=at, number=case.timeline_length)
    meet_clock(case=case, kind=ClockKind.MODERATION, at=at)
    return case


@transaction.atomic
def mark_checked(*, case: Case, by: User, at: datetime) -> Case:
    """Note that a concern that was shown at once has been looked at, and stays. Done twice, it is done once.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD` or `NOT_PUBLISHED`.
    """
    case = lock_for_moderation(case, by=by, at=at)
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    if Clock.objects.filter(case=case, kind=ClockKind.MODERATION, met_at=None).exists():
        meet_clock(case=case, kind=ClockKind.MODERATION, at=at)
        record_event(case=case, kind=EventKind.CHECKED, visibility=Visibility.STAFF, actor=Actor.STAFF, by=by, at=at)
    return case


def show_to_all(
    *, case: Case, actor: Actor, by: User | None, at: datetime, overturned: Publication | None = None
) -> TimelineEvent:
    """Let everyone read a locked case's public words; what they read is kept in the event, which is returned.

    Args:
        overturned: where the resident appealed, how the case stood by the decision that no longer holds.
    """
    case.publication, case.published_at = Publication.PUBLISHED, at
    case.save(update_fields=["publication", "published_at"])
    note_public_change([case.municipality_id])
    concern = Concern.objects.get(case=case)
    return record_event(
        case=case,
        kind=EventKind.PUBLISHED,
        visibility=Visibility.PUBLIC,
        actor=actor,
        by=by,
        at=at,
        payload=_shown_words(concern) | ({"overturned": overturned} if overturned else {}),
    )


def take_down(*, case: Case, reason: PublicationRefusal, erase_words: bool, by: User, at: datetime) -> None:
    """Take a locked, published case from the public; that decides the reports of it that wait."""
    case.publication, case.published_at = Publication.WITHDRAWN, None
    case.save(update_fields=["publication", "published_at"])
    note_public_change([case.municipality_id])
    event = record_event(
        case=case,
        kind=EventKind.WITHDRAWN,
        visibility=Visibility.PUBLIC,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"reason": reason},
    )
    if erase_words:
        erase_words_of(case=case, reason=EraseReason.MODERATION, by=by, at=at)
    meet_clock(case=case, kind=ClockKind.MODERATION, at=at)
    settle_reports(case=case, outcome=ReportOutcome.TAKEN_DOWN, because=reason, by=by, at=at)
    tell_resident(
        case,
        template="withdrawn",
        at=at,
        number=event.sequence,
        context={
            "erased": erase_words,
            "is_open": case.closed_at is None,
            # Of what is gone for good nothing could be shown again.
            "may_appeal": not erase_words and may_appeal(case),
        },
    )


def settle_reports(*, case: Case, outcome: ReportOutcome, because: str = "", by: User | None, at: datetime) -> None:
    """Let every report of a locked case that waits end alike, and tell whoever reported it and left a contact.

    Args:
        by: who decided; None where the resident took back what was reported.
    """
    for report in case.reports.filter(outcome="").select_related("asked_by").order_by("pk"):
        report.outcome, report.because, report.decided_by, report.decided_at = outcome, because, by, at
        report.save(update_fields=["outcome", "because", "decided_by", "decided_at"])
        tell_reporter(report, at=at)


def tell_reporter(report: Report, *, at: datetime) -> None:
    """Write what was decided to whoever left a contact, or asked from the desk."""
    if report.asked_by_id is None and report.contact is None:
        return
    enqueue_notification(
        template="report-decided",
        recipient=report.contact.value if report.contact else report.asked_by.email,
        channel=report.contact.channel if report.contact else "email",
        language=report.language,
        case=report.case,
        dedupe_key=f"report/{report.token}/{report.outcome}",
        at=at,
        context={
            "outcome": report.outcome,
            "appeal": report_token(report) if report.outcome == ReportOutcome.KEPT and report.contact else "",
        },
    )


def erase_words_of(*, case: Case, reason: EraseReason, by: User | None, at: datetime) -> None:
    """Remove what the resident wrote, first and since, from a locked case: words, place, events, photos, copies."""
    said = TimelineEvent.objects.filter(said_by_resident(), case=case)
    actor = Actor.STAFF if by else Actor.SYSTEM
    erase(case=case, events=said, with_detail=True, reason=reason, actor=actor, by=by, at=at)
    forget_photos(photos=Photo.objects.filter(case=case))


def remind_moderators(*, at: datetime) -> int:
    """Write to moderators, once, of each concern that should have been checked by now.

    Returns:
        Of how many concerns they were told.
    """
    late = Clock.objects.filter(
        kind=ClockKind.MODERATION,
        met_at=None,
        reminded__lt=Reminder.LATE,
        due_at__lt=at,
        case__kind=CONCERN.key,
        case__publication__in=[Publication.HELD, Publication.PUBLISHED],
    )
    return sum(one_by_one(late.select_related("case").order_by("pk"), act=lambda clock: _remind_of(clock, at=at)))


@transaction.atomic
def _remind_of(clock: Clock, *, at: datetime) -> bool:
    case = lock_case(clock.case)
    is_first = Clock.objects.filter(pk=clock.pk, met_at=None, reminded__lt=Reminder.LATE).update(reminded=Reminder.LATE)
    if is_first:
        tell_moderators(case, template="moderator-overdue", at=at)
    return bool(is_first)


def lock_for_moderation(case: Case, *, by: User, at: datetime) -> Case:
    """A case, locked, for a moderator of its municipality who does not answer it as a councillor, nor help there.

    Raises:
        NotPossibleError: `NOT_MODERATOR` or `OWN_WARD`.
    """
    if not has_role(by, case.municipality_id, Role.MODERATOR):
        raise NotPossibleError(Impossible.NOT_MODERATOR)
    if is_of_its_office(by, case, at):
        raise NotPossibleError(Impossible.OWN_WARD)
    return lock_case(case)


def _set_public_words(case: Case, shown: Shown | None, *, by: User, at: datetime) -> None:
    """Take over a moderator's version, and which photos everyone sees; numbers stay out of it whatever they typed.

    Raises:
        NotPossibleError: `WORDS_ADDED`.
    """
    concern = Concern.objects.get(case=case)
    if shown is None:
        return
    words, place = all_mask_words(case.language), concern.public_place if shown.place is None else shown.place
    versions = [(concern.kept_subject, shown.subject), (concern.kept_text, shown.text), (case.place_words, place)]
    if any(words_added(original, version, words) for original, version in versions):
        raise NotPossibleError(Impossible.WORDS_ADDED)
    if shown.photos is not None:
        show_photos(case=case, tokens=shown.photos, by=by, at=at)
        note_public_change([case.municipality_id])
    safe = public_words(
        case.municipality,
        subject=shown.subject,
        text=shown.text,
        place=place,
        language=case.language,
        with_names=False,
    )
    before = _shown_words(concern)
    concern.public_subject, concern.public_text, concern.public_place = safe.subject, safe.text, safe.place
    after = _shown_words(concern)
    if before == after:
        return
    concern.save(update_fields=["public_subject", "public_text", "public_place"])
    note_public_change([case.municipality_id])
    record_event(
        case=case,
        kind=EventKind.WORDS_MASKED,
        # The resident hears of it; the words themselves are drawn by no timeline.
        visibility=Visibility.RESIDENT,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"before": before, **after},
    )


def _shown_words(concern: Concern) -> dict[str, str]:
    """What everyone reads of a concern, as events keep it."""
    return {"subject": concern.public_subject, "words": concern.public_text, "place": concern.public_place}
