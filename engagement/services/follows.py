"""Following a public case by e-mail: beginning, being told, ending."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from engagement.enums import Channel, EventKind, Impossible, Publication, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, ContactCheck, Follow, PrivacyNotice, TimelineEvent, User
from engagement.models.blind_index import contact_index
from engagement.rules.contacts import Contact
from engagement.services.cases import lock_case
from engagement.services.contact_checks import pass_check
from engagement.services.links import unfollow_token
from engagement.services.notifications import enqueue_notification

BATCH = 500


@transaction.atomic
def follow_case(
    *,
    case: Case,
    contact: Contact,
    language: str,
    privacy_notice: PrivacyNotice | None = None,
    at: datetime,
    user: User | None = None,
) -> Follow:
    """Send news of a public case to a confirmed e-mail address from now on; begun twice, it goes there once.

    Args:
        privacy_notice: what was said of the data where the address was typed, or beside the button of an account.
        user: the account, where one is signed in and has proved the address.

    Raises:
        NotPossibleError: `NOT_PUBLISHED`.
    """
    case = lock_case(case)
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    followed = Follow.objects.filter(case=case).with_contact(contact).first()
    if followed is None:
        return Follow.objects.create(
            case=case,
            user=user,
            email=contact.value,
            contact_index=contact_index(contact),
            language=language,
            privacy_notice=privacy_notice,
            since=at,
            told_up_to=case.timeline_length,
        )
    if user is not None and followed.user_id is None:
        followed.user = user
        followed.privacy_notice = privacy_notice or followed.privacy_notice
        followed.save(update_fields=["user", "privacy_notice"])
    return followed


@transaction.atomic
def follow_with_code(*, check: ContactCheck, code: str, at: datetime) -> bool:
    """Begin to follow with the address to which a code was sent.

    Returns:
        Whether the code was right.

    Raises:
        NotPossibleError: `NOT_PUBLISHED`.
    """
    passed = pass_check(check=check, code=code, at=at)
    if passed is None or passed.channel != Channel.EMAIL:
        return False
    told = passed.privacy_notice
    follow_case(case=passed.case, contact=passed.contact, language=passed.language, privacy_notice=told, at=at)
    return True


def end_follow(*, follow: Follow) -> None:
    """Send no more news to this address. Ended twice, it is ended."""
    Follow.objects.filter(pk=follow.pk).delete()


def tell_followers(*, at: datetime) -> int:
    """Write to those who follow a case of which there is public news since they were last told; one message for each.

    Of one that was taken down they hear that, and nothing that happens to it afterwards.

    The outbox row and the number up to which they were told are written together: told twice, they are told once.

    Returns:
        How many messages were written.
    """
    return sum(_tell(pk, at=at) for pk in list(_behind()[:BATCH]))


def end_follows(*, case: Case, at: datetime) -> None:
    """Let nobody follow what its resident took back; whoever has yet to hear that it was taken down hears it first."""
    for pk in _behind().filter(case=case):
        _tell(pk, at=at)
    Follow.objects.filter(case=case).delete()


def _behind() -> QuerySet[Follow]:
    """The numbers of follows whose case went on since they were told last."""
    behind = Follow.objects.filter(told_up_to__lt=F("case__timeline_length")).order_by("pk")
    return behind.values_list("pk", flat=True)


@transaction.atomic
def _tell(pk: int, *, at: datetime) -> bool:
    locked = Follow.objects.select_for_update(of=("self",), skip_locked=True)
    follow = locked.select_related("case__municipality").filter(pk=pk).first()
    if follow is None or follow.told_up_to >= follow.case.timeline_length:
        return False
    span = (follow.told_up_to + 1, follow.case.timeline_length)
    news = TimelineEvent.objects.filter(case=follow.case, visibility=Visibility.PUBLIC, sequence__range=span)
    follow.told_up_to = follow.case.timeline_length
    follow.save(update_fields=["told_up_to"])
    if follow.case.publication != Publication.PUBLISHED:
        news = news.filter(kind=EventKind.WITHDRAWN)
    if not news.exists():
        return False
    enqueue_notification(
        template="followed",
        recipient=follow.email,
        language=follow.language,
        case=follow.case,
        dedupe_key=f"follow/{follow.token}/{follow.told_up_to}",
        at=at,
        context={"unsubscribe": unfollow_token(follow)},
    )
    return True
