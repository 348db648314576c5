"""Following the notices of a ward by e-mail: beginning, being told, ending."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import translation

from engagement.enums import Channel, NotificationState
from engagement.models import ContactCheck, NoticeFollow, Notification, PrivacyNotice, Resident, User
from engagement.models.blind_index import contact_index
from engagement.models.notification import NotificationQuerySet
from engagement.queries.notice_follows import (
    NOTICE,
    followers_of_notice,
    follows_beside,
    notice_follow_of,
    notice_messages,
    ward_titles,
)
from engagement.rules.contacts import Contact, by_email
from engagement.rules.retry import MAX_ATTEMPTS
from engagement.services.contact_checks import pass_check
from engagement.services.links import end_notices_token
from engagement.services.notifications import enqueue_notifications
from engagement.services.turns import take_turn
from wards.models import Municipality, Ward
from wards.queries.sites import address_for

BATCH = 500
# Codes to sign in wait in the same outbox: thousands of notices become due a batch at a time.
BETWEEN_BATCHES = timedelta(minutes=1)
MOST_REFUSED = 3
"""So many notices in a row that could not be delivered, and nobody reads that mailbox."""

Words = Callable[[], Mapping[str, Any]]
"""What a notice says in the language in use: `title`, `when`, `where`, `text`, and the address of its page, `url`."""


@transaction.atomic
def follow_notices(
    *,
    ward: Ward,
    contact: Contact,
    language: str,
    privacy_notice: PrivacyNotice | None = None,
    at: datetime,
    user: User | None = None,
) -> NoticeFollow:
    """Send the notices of a ward to a confirmed e-mail address from now on; begun twice, they go there once.

    Whoever begins again is written to in the language, and has been told of the data, as they were the last time.

    Args:
        privacy_notice: what was said of the data where the address was typed, or beside the button of an account.
        user: the account, where one is signed in and has proved the address.
    """
    take_turn(f"notices for {contact_index(contact)}")
    followed = notice_follow_of(ward, contact)
    if followed is None:
        return NoticeFollow.objects.create(
            municipality=ward.municipality,
            ward_code=ward.code,
            user=user,
            email=contact.value,
            contact_index=contact_index(contact),
            language=language,
            privacy_notice=privacy_notice,
            since=at,
        )
    followed.user = followed.user or user
    followed.language = language
    followed.privacy_notice = privacy_notice or followed.privacy_notice
    followed.save(update_fields=["user", "language", "privacy_notice"])
    return followed


@transaction.atomic
def follow_notices_with_code(*, check: ContactCheck, code: str, at: datetime) -> bool:
    """Begin to follow with the address to which a code was sent.

    Returns:
        Whether the code was right.
    """
    passed = pass_check(check=check, code=code, at=at)
    if passed is None or passed.channel != Channel.EMAIL:
        return False
    told = passed.privacy_notice
    follow_notices(ward=passed.ward, contact=passed.contact, language=passed.language, privacy_notice=told, at=at)
    return True


@transaction.atomic
def end_notice_follow(*, follow: NoticeFollow) -> None:
    """Send no more notices of a ward to this address, nor those that wait to go out. Ended twice, it is ended."""
    waiting = Notification.objects.to_contact(by_email(follow.email)).filter(
        template=NOTICE, state=NotificationState.WAITING, dedupe_key__endswith=f"/{follow.token}"
    )
    waiting.delete()
    NoticeFollow.objects.filter(pk=follow.pk).delete()


@transaction.atomic
def end_notice_follows_here(*, follow: NoticeFollow) -> None:
    """Send no more notices of any ward of the municipality to the address of a follow."""
    for each in follows_beside(follow):
        end_notice_follow(follow=each)


def tell_followers_of_notice(
    *, municipality: Municipality, ward_codes: Collection[str], key: str, words: Words, at: datetime
) -> int:
    """Write to each address that follows a ward of a notice, once. Told twice, they are told once.

    Args:
        municipality: with its site.
        ward_codes: the wards that it is about; none where it is about the whole municipality.
        key: what makes the notice one, such as its number.

    Returns:
        How many addresses it goes to.
    """
    followers = list(followers_of_notice(municipality, ward_codes).values_list("pk", flat=True))
    said: dict[str, Mapping[str, Any]] = {}
    for start in range(0, len(followers), BATCH):
        follows = list(NoticeFollow.objects.filter(pk__in=followers[start : start + BATCH]).order_by("pk"))
        for language in {follow.language for follow in follows} - said.keys():
            with translation.override(language):
                said[language] = {"notice": dict(words()), "wards": ward_titles(municipality, at=at)}
        enqueue_notifications(
            [
                {
                    "template": NOTICE,
                    "recipient": follow.email,
                    "language": follow.language,
                    "case": None,
                    "dedupe_key": f"{notice_messages(municipality.pk)}{key}/{follow.token}",
                    "at": at,
                    "not_before": at + start // BATCH * BETWEEN_BATCHES,
                    "context": said[follow.language]["notice"]
                    | {
                        "followed": said[follow.language]["wards"].get(follow.ward_code, follow.ward_code),
                        "sender": municipality.name,
                        "base_url": address_for(municipality),
                        "end_notices": end_notices_token(follow),
                    },
                }
                for follow in follows
            ]
        )
    return len(followers)


def end_unread_notice_follows() -> int:
    """Forget addresses whose mail servers refused the last notices for good, one after another.

    What a defect or an outage of ours held back counts against nobody, nor what went wrong before somebody followed.

    Returns:
        How many follows ended.
    """
    refused = Q(state=NotificationState.SET_ASIDE, attempts__lt=MAX_ATTEMPTS)
    notices = Notification.objects.filter(template=NOTICE).order_by()
    counted = notices.filter(refused).values("recipient_index").annotate(times=Count("pk"))
    often = counted.filter(times__gte=MOST_REFUSED)
    unread = [
        follow.pk
        for follow in NoticeFollow.objects.filter(contact_index__in=often.values("recipient_index"))
        if _is_refused(follow, notices)
    ]
    return NoticeFollow.objects.filter(pk__in=unread).delete()[0]


def _is_refused(follow: NoticeFollow, notices: NotificationQuerySet) -> bool:
    tried = [NotificationState.SENT, NotificationState.SET_ASIDE]
    since = notices.to_contact(by_email(follow.email)).filter(created_at__gte=follow.since, state__in=tried)
    last = list(since.order_by("-created_at", "-pk").values_list("state", "attempts")[:MOST_REFUSED])
    return len(last) == MOST_REFUSED and all(
        state == NotificationState.SET_ASIDE and attempts < MAX_ATTEMPTS for state, attempts in last
    )


def carry_notice_follows(*, follows: Collection[NoticeFollow], resident: Resident) -> None:
    """Let what went to a resident's contact before go to the new one; it ends where that is no mailbox.

    Args:
        follows: what a resident followed with the contact before.
    """
    contact = resident.contact
    indexes = {follow.contact_index for follow in follows} | ({contact_index(contact)} if contact else set())
    for index in sorted(indexes):
        take_turn(f"notices for {index}")
    for follow in follows:
        taken = NoticeFollow.objects.filter(municipality=follow.municipality_id, ward_code=follow.ward_code)
        if contact is None or contact.is_phone or taken.with_contact(contact).exclude(pk=follow.pk).exists():
            end_notice_follow(follow=follow)
            continue
        follow.email, follow.contact_index = contact.value, contact_index(contact)
        follow.save(update_fields=["email", "contact_index"])
