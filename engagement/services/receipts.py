"""What a provider says became of a message that it took."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from engagement.channels.sms import SHORT_ID
from engagement.enums import Channel, NotificationState
from engagement.models import Notification

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Receipt:
    """One word of a provider about one message.

    Attributes:
        short_id: what we call it towards the provider (`channels/sms.py`); empty where the provider does not say.
        provider_id: what the provider calls it.
        failure: why it did not reach the phone, in the provider's word; empty where it did.
    """

    short_id: str
    provider_id: str
    failure: str = ""


@transaction.atomic
def record_receipts(*, receipts: Iterable[Receipt], at: datetime) -> int:
    """Note which messages reached a phone, and which the network gave up; staff see the latter among what failed.

    The first word counts: a provider repeats itself, and says the same again after an outage. What reached the phone is
    never called lost; what was called lost has reached it if the provider says so later.

    Returns:
        How many messages changed.
    """
    return sum(_record(receipt, at=at) for receipt in receipts)


def _record(receipt: Receipt, *, at: datetime) -> int:
    # A receipt may overtake the worker, which has yet to write down that the message was taken, and by what name.
    sent = (NotificationState.SENT, NotificationState.CLAIMED)
    open_ones = Notification.objects.filter(_named(receipt), channel=Channel.SMS, state__in=sent, delivered_at=None)
    if not receipt.failure:
        return open_ones.update(delivered_at=at, undelivered_at=None, last_error="")
    changed = open_ones.filter(undelivered_at=None).update(
        undelivered_at=at, last_error=f"did not reach the phone ({receipt.failure})"[:200]
    )
    if changed:
        logger.warning("Text message %s did not reach the phone: %s.", receipt.provider_id, receipt.failure)
    return changed


def _named(receipt: Receipt) -> Q:
    """By the one index or the other; nothing for a receipt that names no message."""
    if re.fullmatch(rf"[0-9a-f]{{{SHORT_ID}}}", receipt.short_id):
        rest = 32 - SHORT_ID
        return Q(message_id__range=(UUID(receipt.short_id + "0" * rest), UUID(receipt.short_id + "f" * rest)))
    return Q(provider_id=receipt.provider_id) if receipt.provider_id else Q(pk=None)
