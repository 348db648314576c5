"""A concern from the first word to the answer."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.gis.geos import Point
from django.db import transaction

from engagement import kinds
from engagement.concern_kind import CONCERN, MODERATION
from engagement.enums import (
    Actor,
    Channel,
    ConcernStatus,
    EraseReason,
    EventKind,
    Impossible,
    Nature,
    Publication,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, ConcernDraft, Photo, PrivacyNotice, SubmissionKey, TimelineEvent, User
from engagement.models.blind_index import contact_index
from engagement.queries.answering import answering_of, answers_for
from engagement.queries.cases import sent_with_contact_since
from engagement.queries.concerns import sent_alike
from engagement.queries.people import has_proven
from engagement.queries.policies import policy_of
from engagement.queries.public_words import public_words
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.cases import let_go_of_resident, lock_case, open_case
from engagement.services.claimed_drafts import claim_draft, settle_draft
from engagement.services.clocks import start_clock
from engagement.services.erasing import erase_words
from engagement.services.links import confirm_token, short_confirm_token
from engagement.services.messages import tell_moderators, tell_resident, tell_those_who_answer
from engagement.services.moderation import show_to_all
from engagement.services.notices import keep_notice
from engagement.services.one_by_one import one_by_one
from engagement.services.photos import forget_photos
from engagement.services.progress import move_case
from engagement.services.residents import know_resident
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event
from engagement.services.turns import take_turn
from wards.models import Ward

# An address from which nobody confirmed is forgotten after a week.
CONFIRM_WITHIN = timedelta(days=7)
MOST_A_DAY = 5
# Whoever sends the same words again within a day, from a second tab or after Back, means the same concern.
SAME_FOR = timedelta(days=1)


@transaction.atomic
def raise_concern(
    *,
    ward: Ward,
    nature: Nature,
    subject: str,
    text: str,
    is_public: bool,
    contact: Contact,
    name: str = "",
    shares_name: bool = False,
    shares_contact: bool = False,
    language: str = "en",
    channel: Channel = Channel.WEB,
    point: Point | None = None,
    place_words: str = "",
    notice: ShownNotice | None = None,
    key: str = "",
    draft: ConcernDraft | None = None,
    at: datetime,
    by: User | None = None,
    sent_here: Collection[int] = (),
) -> Case:
    """Take in a concern from somebody who left a way to reach them. It stays hidden until that is confirmed.

    It is taken in once for a key, or for a draft: sent again, also at the same moment, it leads to the same case.

    Args:
        is_public: everyone may read it, once a moderator has looked; else the councillor and the staff who handle it.
        shares_name: whoever answers may see the name; `shares_contact` likewise.
        notice: what was said of the data beside the form; kept with the case; else that beside the draft is.
        key: what makes a form, or a row that is brought in, the same when it comes again; needed without a draft.
        draft: where it was written; its photos become the case's, and what was typed is emptied.
        by: the account, where the resident is signed in; a contact that it has proved needs no confirming.
        sent_here: ids of the cases that this browser sent, or that were opened to it. The same words with the same
            contact within `SAME_FOR` lead to the same case there, and for the account that proved the contact; for
            anybody else they are a concern like another, so that nobody learns who has sent what.

    Raises:
        NotPossibleError: `NOBODY_ANSWERS` for the ward, or too many came with this contact within a day:
            `TOO_MANY` from whoever typed it, `TOO_MANY_OF_YOURS` from the account that proved it.
    """
    content = (str(ward.pk), nature, subject, text, str(is_public), contact.value, name)
    claim = claim_draft(draft=draft) if draft else claim_submission(key=key, content=content, at=at)
    claimed, is_first = claim
    if not is_first:
        return claimed.case
    answering = answers_for(ward, at)
    if answering is None:
        raise NotPossibleError(Impossible.NOBODY_ANSWERS)
    # Anybody can type anybody's contact; that must not keep out who has proved to read it.
    proven = by if by is not None and has_proven(by, contact) else None
    take_turn(f"concerns with {contact_index(contact)}")
    alike = sent_alike(
        ward=ward,
        subject=subject,
        text=text,
        is_public=is_public,
        contact=contact,
        since=at - SAME_FOR,
        sent_here=sent_here,
        by=proven,
    )
    if alike is not None:
        _settle(claimed, alike, at=at)
        return confirm_contact(case=alike, by=proven, at=at) if proven else alike
    if sent_with_contact_since(contact, at - timedelta(days=1), by=proven) >= MOST_A_DAY:
        raise NotPossibleError(Impossible.TOO_MANY if proven is None else Impossible.TOO_MANY_OF_YOURS)
    case = open_case(
        kind=CONCERN,
        ward=ward,
        resident=know_resident(
            municipality=ward.municipality,
            contact=contact,
            name=name,
            language=language,
            user=by,
            at=at,
            sent_here=sent_here,
        ),
        privacy_notice=_told(notice, draft),
        councillor=answering.sitting,
        shares_name=shares_name,
        shares_contact=shares_contact,
        channel=channel,
        language=language,
        point=point,
        place_words=place_words,
        publication=Publication.HELD if is_public else Publication.PRIVATE,
        opened_at=at,
    )
    Concern.objects.create(
        case=case,
        nature=nature,
        subject=subject,
        text=text,
        **(_public_copy(case, subject, text, name) if is_public else {}),
    )
    record_event(
        case=case,
        kind=EventKind.RAISED,
        # Everyone reads the public copy of the words: what was masked in it stands here.
        visibility=Visibility.RESIDENT,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"nature": nature, "subject": subject, "words": text},
    )
    _settle(claimed, case, at=at)
    if proven:
        return confirm_contact(case=case, by=proven, at=at)
    links = {"token": confirm_token(case), "short_token": short_confirm_token(case)}
    tell_resident(case, template="confirm", at=at, context=links)
    return case


def _told(notice: ShownNotice | None, draft: ConcernDraft | None) -> PrivacyNotice | None:
    """What was said of the data beside the form, else beside the first question of the draft."""
    if notice is not None:
        return keep_notice(shown=notice)
    return draft.privacy_notice if draft else None


def _settle(claimed: ConcernDraft | SubmissionKey, case: Case, *, at: datetime) -> None:
    """Remember what a draft or a form led to."""
    if isinstance(claimed, ConcernDraft):
        settle_draft(draft=claimed, case=case, at=at)
    else:
        settle_submission(submission=claimed, case=case)


@transaction.atomic
def confirm_contact(*, case: Case, at: datetime, by: User | None = None) -> Case:
    """Let a concern begin: its author proved the contact. The answer clock starts, the councillor is told.

    Confirmed twice, it begins once.

    Raises:
        NotPossibleError: `LINK_EXPIRED` since it was not confirmed within seven days, or `NOBODY_ANSWERS` any more.
    """
    case = lock_case(case)
    if case.confirmed_at is not None:
        return case
    if case.status != ConcernStatus.UNCONFIRMED or at > case.opened_at + CONFIRM_WITHIN:
        raise NotPossibleError(Impossible.LINK_EXPIRED)
    answering = answering_of(case, at)
    if answering is None:
        raise NotPossibleError(Impossible.NOBODY_ANSWERS)
    case.confirmed_at = at
    case.save(update_fields=["confirmed_at"])
    if case.resident is not None and case.resident.language != case.language:
        # They are written to in the language in which they sent last, unless they choose another.
        case.resident.language = case.language
        case.resident.save(update_fields=["language"])
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
    tell_resident(case, template="received", at=at)
    tell_those_who_answer(case, answering=answering, at=at)
    if case.publication == Publication.HELD:
        start_clock(case=case, standard=MODERATION, at=at)
        if not policy_of(case.municipality).holds_before_publishing:
            show_to_all(case=case, actor=Actor.SYSTEM, by=None, at=at)
        tell_moderators(case, at=at)
    return case


def _public_copy(case: Case, subject: str, text: str, name: str) -> dict[str, str]:
    """What everyone would read of the words and of the place, without what tells who somebody is."""
    shown = public_words(
        case.municipality,
        subject=subject,
        text=text,
        place=case.place_words,
        names=[name] if name else [],
        language=case.language,
    )
    return {"public_subject": shown.subject, "public_text": shown.text, "public_place": shown.place}


def expire_unconfirmed(*, at: datetime) -> int:
    """Forget what nobody confirmed within seven days: words, events' contents, and the person without other cases.

    Returns:
        How many concerns expired.
    """
    waiting = Case.objects.filter(kind=CONCERN.key, status=ConcernStatus.UNCONFIRMED, opened_at__lt=at - CONFIRM_WITHIN)
    return sum(one_by_one(waiting.order_by("pk"), act=lambda case: _expire(case, at=at)))


@transaction.atomic
def _expire(case: Case, *, at: datetime) -> bool:
    case = lock_case(case)
    if case.status != ConcernStatus.UNCONFIRMED:
        return False
    move_case(case=case, to=ConcernStatus.EXPIRED, at=at)
    record_event(
        case=case, kind=EventKind.EXPIRED, visibility=Visibility.RESTRICTED, actor=Actor.SYSTEM, by=None, at=at
    )
    erase_words(
        case=case,
        events=TimelineEvent.objects.filter(case=case),
        with_detail=True,
        reason=EraseReason.NOT_CONFIRMED,
        actor=Actor.SYSTEM,
        by=None,
        at=at,
    )
    forget_photos(photos=Photo.objects.filter(case=case))
    case.notifications.all().delete()
    let_go_of_resident(case=case)
    return True
