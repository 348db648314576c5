"""The outbox: write a message, claim it, deliver it, record what came of it."""

import contextlib
import json
import logging
import random
import time
import uuid
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.log_actions import log

from engagement.channels.email import USELESS_LATE, Mailer
from engagement.channels.journal import Acknowledgement, Journal
from engagement.channels.outcome import DeliveryError
from engagement.channels.sms import Texter
from engagement.enums import Channel, Impossible, NotificationState, Role
from engagement.errors import NotPossibleError
from engagement.models import Case, Notification, User
from engagement.models.blind_index import contact_index
from engagement.queries.answering import Answering, answering_of
from engagement.queries.people import addresses_of_role, assistants_of
from engagement.rules import codes
from engagement.rules.contacts import Contact
from engagement.rules.retry import MAX_ATTEMPTS, pause_before_retry
from engagement.services.acknowledgements import (
    acknowledgement_of,
    insist,
    note_acknowledgement,
    record_acknowledgement,
    settle_what_was_left,
)
from engagement.services.queue import wake_worker
from engagement.staff_policy import RETRY_MESSAGES
from wards.permissions import may

logger = logging.getLogger(__name__)

WORKS_FOR = dict.fromkeys(codes.MESSAGES_WITH_CODE, codes.LASTS) | {
    "account-code": timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
}
"""How long what a message carries opens anything."""
CALLS_TO_CHECK = frozenset({"moderator-new", "moderator-overdue", "moderator-report"})
CALLS_TO_DECIDE = frozenset({"appeal-new"})
CALLS_TO_ANSWER = frozenset(
    {
        *("councillor-new", "speaker-new", "resident-replied", "resident-reopened", "passed-on", "councillor-draft"),
        *("answer-due", "answer-late", "referral-progress", "referral-ended"),
        *("update-due", "update-late", "referral-late"),
    }
)
CALLS_TO_OVERSEE = frozenset({"speaker-late", "update-overdue"})
CALLS_TO_DRAFT = frozenset({"draft-back"})
CALLS_TO_MEND = frozenset({"department-new", "department-late"})
OF_A_WHOLE_WARD = "passed-on"
"""Written once a day for a ward, whatever becomes of the case that it is kept with."""
CALLS_TO_WORK = CALLS_TO_ANSWER | CALLS_TO_OVERSEE | CALLS_TO_CHECK | CALLS_TO_DECIDE | CALLS_TO_DRAFT | CALLS_TO_MEND
"""What names a case to somebody because of the work that they do."""
DELIVER_TASK = "engagement.deliver_notifications"
BATCH = 50
# A worker that died while sending never comes back for its rows; after this time another one takes them.
CLAIM_LASTS = timedelta(minutes=15)

# Materialised: a plain subquery may be run once for each row, and then LIMIT limits nothing.
_CLAIM = """
    WITH due AS MATERIALIZED (
        SELECT id FROM engagement_notification
        WHERE state = %(waiting)s AND next_try_at <= %(at)s OR state = %(claimed)s AND claimed_at < %(abandoned)s
        ORDER BY next_try_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    UPDATE engagement_notification SET state = %(claimed)s, claim = %(claim)s, claimed_at = %(at)s,
        attempts = attempts + 1
    FROM due WHERE engagement_notification.id = due.id
    RETURNING engagement_notification.*
"""


@dataclass
class Delivery:
    """What one run of the worker did: how many messages were sent, wait for another try, or were set aside."""

    sent: int = 0
    waiting: int = 0
    set_aside: int = 0

    @property
    def total(self) -> int:
        """How many messages were handled."""
        return self.sent + self.waiting + self.set_aside


def enqueue_notification(
    *,
    template: str,
    recipient: str,
    language: str,
    case: Case | None,
    dedupe_key: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    channel: Channel = Channel.EMAIL,
) -> None:
    """Write a message into the outbox, once for each `dedupe_key`; the worker hears of it after this transaction.

    Args:
        template: the stem of `templates/engagement/email/<template>.txt`, and of the one under `sms/`.
        recipient: an e-mail address; a telephone number in international form where it goes by `SMS`.
        context: what the template needs beside the case; kept encrypted, emptied once sent.
        channel: by which it goes, `EMAIL` or `SMS`.
    """
    enqueue_notifications(
        [
            {
                "template": template,
                "recipient": recipient,
                "language": language,
                "case": case,
                "dedupe_key": dedupe_key,
                "at": at,
                "context": context,
                "channel": channel,
            }
        ]
    )


def enqueue_notifications(messages: Iterable[Mapping[str, Any]]) -> None:
    """Write several at once.

    Args:
        messages: each with what `enqueue_notification` takes, and `not_before` where it may wait.
    """
    Notification.objects.bulk_create([_row(**message) for message in messages], ignore_conflicts=True)
    transaction.on_commit(lambda: wake_worker(DELIVER_TASK))


@transaction.atomic
def index_recipients(*, limit: int = 500) -> int:
    """Make messages findable by their recipient that a version without `recipient_index` wrote during an upgrade.

    Returns:
        How many there were, `limit` at the most; the next run takes the others.
    """
    unfindable = Notification.objects.filter(recipient_index="").select_for_update(skip_locked=True)
    found = list(unfindable.order_by("pk")[:limit])
    for notification in found:
        notification.recipient_index = contact_index(notification.contact)
    Notification.objects.bulk_update(found, ["recipient_index"])
    return len(found)


def _row(
    *,
    recipient: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    channel: Channel = Channel.EMAIL,
    not_before: datetime | None = None,
    **facts: Any,
) -> Notification:
    return Notification(
        recipient=recipient,
        recipient_index=contact_index(Contact(channel, recipient)),
        channel=channel,
        context=json.dumps(dict(context or {})),
        created_at=at,
        next_try_at=not_before or at,
        **facts,
    )


def claim_notifications(*, at: datetime, limit: int = BATCH) -> list[Notification]:
    """Take messages that are due, oldest first. One conditional UPDATE: any number of workers never share a row.

    Each returned row carries the `claim` under which alone its outcome may be recorded.
    """
    claimed = list(
        Notification.objects.raw(
            _CLAIM,
            {
                "waiting": NotificationState.WAITING,
                "claimed": NotificationState.CLAIMED,
                "claim": uuid.uuid4(),
                "at": at,
                "abandoned": at - CLAIM_LASTS,
                "limit": limit,
            },
        )
    )
    cases = Case.objects.with_ward().select_related("municipality__site").prefetch_related("clocks")
    prefetch_related_objects(claimed, Prefetch("case", cases))
    return claimed


def deliver_notifications(*, at: datetime, limit: int = BATCH) -> Delivery:
    """Claim a batch, hand each message to its channel, and record the outcome at once, row by row.

    What a provider acknowledged is journaled on this machine's disk before it is recorded: a message whose worker died
    between the two is recorded by the next run, and not sent again. While the database is away, outcomes wait for it.

    A row that fails waits for its next try, longer each time; one that can never be sent is set aside for staff to see.
    When the server of a channel is away, the rest of the batch that goes by it is given back untried; all of the rest,
    when servers are so slow that the claim could run out.
    """
    delivery = Delivery()
    settle_what_was_left()
    claimed = deque(claim_notifications(at=at, limit=limit))
    give_up_at = time.monotonic() + CLAIM_LASTS.total_seconds() / 2
    away: set[str] = set()
    with contextlib.ExitStack() as connections:
        journal = connections.enter_context(Journal(settings.JOURNAL_ROOT))
        channels = {
            Channel.EMAIL: connections.enter_context(Mailer()),
            Channel.SMS: connections.enter_context(Texter()),
        }
        while claimed and time.monotonic() < give_up_at:
            notification = claimed.popleft()
            if notification.channel in away:
                _give_back(notification, delivery, at=at)
                continue
            if known := acknowledgement_of(notification):
                delivery.sent += 1
                record_acknowledgement(known)
                continue
            if not _is_still_ours(notification):
                continue
            try:
                _refuse_what_ran_out(notification, at=at)
                provider_id = channels[notification.channel].send(notification)
            except DeliveryError as error:
                _record_failure(notification, error, delivery, at=at)
                if error.unreachable:
                    away.add(notification.channel)
            except (OperationalError, InterfaceError) as error:
                summary = f"the database is away ({type(error).__name__})"
                _record_failure(notification, DeliveryError(summary, unreachable=True), delivery, at=at)
                break
            except Exception as error:
                # A defect of ours: this row must not stop the others, the log tells where it broke, and the next
                # version may mend it.
                logger.exception("Notification %s cannot be made into a message.", notification.message_id)
                _record_failure(notification, DeliveryError(type(error).__name__), delivery, at=at)
            else:
                delivery.sent += 1
                acknowledgement = Acknowledgement(notification.message_id, at, provider_id or "")
                note_acknowledgement(acknowledgement, journal=journal)
                record_acknowledgement(acknowledgement)
    for notification in claimed:
        _give_back(notification, delivery, at=at)
    return delivery


@transaction.atomic
def retry_notification(*, notification: Notification, by: User, at: datetime) -> None:
    """Queue a message that was set aside, with all its tries before it. Asked for twice, it is queued once.

    Raises:
        NotPossibleError: `NOT_YOUR_MESSAGE` lies in a municipality where the account may not do this;
            `TOO_LATE_TO_SEND` what was emptied when it was set aside; `NOT_THEIR_WORK` it calls somebody to work that
            they do no more.
    """
    if not may(by, RETRY_MESSAGES, notification.case.municipality if notification.case else None):
        raise NotPossibleError(Impossible.NOT_YOUR_MESSAGE)
    if notification.state == NotificationState.SET_ASIDE and notification.context is None:
        raise NotPossibleError(Impossible.TOO_LATE_TO_SEND)
    if not _is_their_work(notification, at=at):
        raise NotPossibleError(Impossible.NOT_THEIR_WORK)
    set_aside = Notification.objects.filter(pk=notification.pk, state=NotificationState.SET_ASIDE)
    if set_aside.update(state=NotificationState.WAITING, attempts=0, next_try_at=at):
        log(instance=notification, action="engagement.notification.retried", user=by, timestamp=at)
        transaction.on_commit(lambda: wake_worker(DELIVER_TASK))


def _is_their_work(notification: Notification, *, at: datetime) -> bool:
    """Whether whoever a message calls to a case still works on it; true of every other message."""
    case = notification.case
    if case is None or notification.template not in CALLS_TO_WORK:
        return True
    if notification.template in CALLS_TO_CHECK | CALLS_TO_DECIDE:
        roles = [Role.MODERATOR, *([Role.SPEAKERS_OFFICE] if notification.template in CALLS_TO_DECIDE else [])]
        return any(notification.recipient in addresses_of_role(case.municipality, role) for role in roles)
    if notification.template in CALLS_TO_OVERSEE:
        return notification.recipient in addresses_of_role(case.municipality, Role.SPEAKERS_OFFICE)
    if notification.template in CALLS_TO_MEND:
        return case.department is not None and notification.recipient == case.department.email
    answering = answering_of(case, at)
    if notification.template in CALLS_TO_DRAFT:
        return notification.recipient in _addresses_of_helpers(answering)
    return answering is not None and notification.recipient in answering.addresses


def _addresses_of_helpers(answering: Answering | None) -> set[str]:
    """Where those are written to who help whoever answers."""
    if answering is None or answering.sitting is None:
        return set()
    return {assistant.user.email for assistant in assistants_of(answering.sitting) if assistant.user.is_active}


def _is_still_ours(notification: Notification) -> bool:
    """Whether a message that was tried before is not sent yet by a slow worker whose claim ran out."""
    ours = Notification.objects.filter(pk=notification.pk, claim=notification.claim)
    return notification.attempts <= 1 or ours.exists()


def _refuse_what_ran_out(notification: Notification, *, at: datetime) -> None:
    """Keep a code back that opens nothing any more: after an outage it would only hide the one that does.

    Raises:
        DeliveryError: it is one.
    """
    works_for = WORKS_FOR.get(notification.template)
    if works_for and at - notification.created_at > works_for:
        raise DeliveryError("the code ran out before it could be sent", lasting=True)


def _record_failure(notification: Notification, error: DeliveryError, delivery: Delivery, *, at: datetime) -> None:
    exhausted = notification.attempts >= MAX_ATTEMPTS and not error.unreachable
    if error.lasting or exhausted:
        delivery.set_aside += 1
        emptied = {"context": None} if notification.template in USELESS_LATE else {}
        _record(notification, state=NotificationState.SET_ASIDE, last_error=error.summary, **emptied)
        logger.error("Notification %s is set aside: %s.", notification.message_id, error.summary)
        return
    delivery.waiting += 1
    _record(
        notification,
        state=NotificationState.WAITING,
        next_try_at=at + _pause(notification.attempts),
        last_error=error.summary,
    )


def _give_back(notification: Notification, delivery: Delivery, *, at: datetime) -> None:
    """Undo a claim: the message was not tried, so that the try does not count."""
    delivery.waiting += 1
    _record(
        notification,
        state=NotificationState.WAITING,
        next_try_at=at + _pause(1),
        attempts=notification.attempts - 1,
    )


def _pause(attempts: int) -> timedelta:
    return pause_before_retry(attempts, random.random())  # noqa: S311 - spreads load, hides nothing


def _record(notification: Notification, **outcome: Any) -> None:
    """Write an outcome, unless the claim was lost to another worker meanwhile."""
    claimed = Notification.objects.filter(pk=notification.pk, claim=notification.claim)
    insist(lambda: claimed.update(claim=None, claimed_at=None, **outcome))
