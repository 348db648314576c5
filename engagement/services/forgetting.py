"""Forgetting a person who asks for it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from engagement import holdings, kinds
from engagement.enums import (
    MEANT_FOR_ALL,
    NOT_SENT,
    Actor,
    EraseReason,
    EventKind,
    Impossible,
    Publication,
    ReportOutcome,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import (
    AccessRequest,
    AccountPhone,
    Case,
    Clock,
    Concern,
    Notification,
    Resident,
    TimelineEvent,
    User,
)
from engagement.models.blind_index import contact_indexes
from engagement.queries.own_data import forgotten_with, forgotten_with_account
from engagement.queries.people import works_somewhere
from engagement.queries.retention import said_by_resident, says_what_was_left_out
from engagement.services.appeals import end_appeals
from engagement.services.cases import let_go_of_resident, lock_case
from engagement.services.erasing import erase_words
from engagement.services.follows import end_follows
from engagement.services.moderation import settle_reports
from engagement.services.notifications import CALLS_TO_WORK, OF_A_WHOLE_WARD
from engagement.services.progress import move_case
from engagement.services.timeline import record_event
from wards.services.public_pages import note_public_change


@transaction.atomic
def forget_person(*, resident: Resident, with_public: bool, by: User | None, at: datetime) -> None:
    """Delete what is held of a person: contact, name, and their words that not everyone can read.

    What offices answered stays where it is, without the person: in public, or closed until its time is over, since the
    municipality may be asked what it did. A case that nobody could answer any more ends; one that everyone can read
    goes on. Done twice, it is done.

    Args:
        with_public: their words that everyone can read go too.
    """
    locked = Resident.objects.select_for_update().filter(pk=resident.pk).first()
    if locked is None:
        return
    # While the cases still know whose they are.
    for holding in holdings.registered():
        holding.forget(locked, at=at)
    forgotten_with(locked).delete()
    for case in locked.cases.order_by("pk"):
        _let_go(lock_case(case), with_public=with_public, by=by, at=at)
    if locked.contact is not None:
        AccessRequest.objects.filter(contact_index__in=contact_indexes(locked.contact)).delete()
    log(instance=locked, action="engagement.resident.forgotten", user=by, timestamp=at)
    locked.delete()


def _let_go(case: Case, *, with_public: bool, by: User | None, at: datetime) -> None:
    is_public = case.publication == Publication.PUBLISHED
    with_detail = with_public or not is_public
    events = TimelineEvent.objects.filter(case=case)
    unseen = (
        said_by_resident() & Q(actor=Actor.RESIDENT) & ~Q(visibility=Visibility.PUBLIC)
    ) | says_what_was_left_out()
    erase_words(
        case=case,
        events=events.filter(said_by_resident() if with_detail else unseen),
        with_detail=with_detail,
        reason=EraseReason.PERSONAL_REQUEST,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
    )
    if with_detail and not _is_answered_publicly(case):
        _take_back(case, by=by, at=at)
    let_go_of_resident(case=case)


def _is_answered_publicly(case: Case) -> bool:
    if case.publication != Publication.PUBLISHED:
        return False
    return TimelineEvent.objects.filter(case=case, kind=EventKind.ANSWERED, visibility=Visibility.PUBLIC).exists()


def _take_back(case: Case, *, by: User | None, at: datetime) -> None:
    """End a case of which no words are left: nobody reads it, and nobody owes an answer on it."""
    if case.publication in MEANT_FOR_ALL:
        case.publication, case.published_at = Publication.PRIVATE, None
        case.save(update_fields=["publication", "published_at"])
        note_public_change([case.municipality_id])
    end_follows(case=case, at=at)
    settle_reports(case=case, outcome=ReportOutcome.TAKEN_BACK, by=None, at=at)
    end_appeals(case=case, at=at)
    kind = kinds.get(case.kind)
    if case.closed_at is not None or not kind.taken_back:
        return
    move_case(case=case, to=kind.taken_back, at=at)
    Clock.objects.filter(case=case, met_at=None).delete()
    calls = CALLS_TO_WORK - {OF_A_WHOLE_WARD}
    Notification.objects.filter(case=case, state__in=NOT_SENT, template__in=calls).delete()
    record_event(
        case=case,
        kind=EventKind.TAKEN_BACK,
        visibility=Visibility.PUBLIC,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
    )


@transaction.atomic
def close_account(*, user: User, with_public: bool, at: datetime) -> None:
    """Delete a resident's account with everything held of them. Its row stays, empty: events name it by its number.

    Raises:
        NotPossibleError: `STILL_AT_WORK` for a municipality.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if works_somewhere(user):
        raise NotPossibleError(Impossible.STILL_AT_WORK)
    for resident in user.residents.all():
        forget_person(resident=resident, with_public=with_public, by=user, at=at)
    # Also where no municipality knows them as a resident.
    for holding in holdings.registered():
        holding.forget_account(user, at=at)
    forgotten_with_account(user).delete()
    AccountPhone.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.first_name, user.last_name = f"closed-{user.pk}@invalid", "", ""
    user.is_active, user.privacy_notice, user.last_login = False, None, None
    user.set_unusable_password()
    user.save()
    log(instance=user, action="engagement.account.closed", user=None, timestamp=at)


def erase_unshown_concern(case: Case) -> None:
    """Empty what a public concern holds of words that were left out for everyone; done twice, they are gone."""
    Concern.objects.filter(case=case).update(subject="", text="")


def erase_concern(case: Case) -> None:
    """Empty what a concern holds of its author's words; done twice, they are gone."""
    Concern.objects.filter(case=case).update(subject="", text="", public_subject="", public_text="", public_place="")
