"""Recording that a provider took a message over, however the worker or the database fail meanwhile."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Case, F, Value, When

from engagement.channels.journal import Acknowledgement, Journal, acknowledged, left_behind
from engagement.enums import NotificationState
from engagement.models import Notification

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 120
"""How long an outcome waits for a database that restarts. Longer than most do; far shorter than a claim lasts."""
_LONGEST_PAUSE_SECONDS = 5.0


def note_acknowledgement(acknowledgement: Acknowledgement, *, journal: Journal) -> None:
    """Write an acknowledgement to the disk. Where that fails, what was sent is still recorded in the database."""
    try:
        journal.note(acknowledgement)
    except OSError as error:
        logger.error("The acknowledgement of %s is not journaled: %s.", acknowledgement.message_id, error.strerror)


def record_acknowledgement(acknowledgement: Acknowledgement) -> None:
    """Record that a message is sent, once the database can. Whoever holds a claim on it meanwhile has lost it.

    Where the network gave the message up before this could be written, what it said about it stays.

    Raises:
        OperationalError, InterfaceError: the database did not come back.
    """
    unsent = Notification.objects.filter(message_id=acknowledgement.message_id).exclude(state=NotificationState.SENT)
    insist(
        lambda: unsent.update(
            state=NotificationState.SENT,
            sent_at=acknowledgement.at,
            provider_id=acknowledgement.provider_id,
            context=None,
            claim=None,
            claimed_at=None,
            last_error=Case(When(undelivered_at=None, then=Value("")), default=F("last_error")),
        )
    )


def settle_what_was_left() -> int:
    """Record what dead workers had acknowledged and could not record. Returns how many messages that were."""
    with left_behind(settings.JOURNAL_ROOT) as left:
        for acknowledgement in left:
            record_acknowledgement(acknowledgement)
    return len(left)


def acknowledgement_of(notification: Notification) -> Acknowledgement | None:
    """Whether a message that somebody tried before has gone out already."""
    if notification.attempts <= 1:
        return None
    return acknowledged(settings.JOURNAL_ROOT).get(notification.message_id)


def insist(record: Callable[[], object]) -> None:
    """Write to the database; where it is away, connect anew until it is back.

    Raises:
        OperationalError, InterfaceError: it stays away, or the connection holds a transaction, which went with it.
    """
    give_up_at, pause = time.monotonic() + PATIENCE_SECONDS, 0.1
    while True:
        try:
            record()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > give_up_at:
                raise
            logger.warning("The database is away: an outcome of the outbox waits for it.")
            connection.close()
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
        else:
            return
