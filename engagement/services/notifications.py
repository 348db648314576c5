"""The outbox: write a message, claim it, deliver it, record what came of it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from engagement.models import Case, Notification
from engagement.services.queue import wake_worker

DELIVER_TASK = "engagement.deliver_notifications"


def enqueue_notification(
    *,
    template: str,
    recipient: str,
    language: str,
    case: Case | None,
    dedupe_key: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Write a message into the outbox, once for each `dedupe_key`; the worker hears of it after this transaction.

    Args:
        template: the stem of `templates/engagement/email/<template>.txt`.
        recipient: an e-mail address.
        context: what the template needs beside the case; kept encrypted, emptied once sent.
    """
    Notification.objects.bulk_create(
        [
            Notification(
                template=template,
                recipient=recipient,
                language=language,
                case=case,
                context=json.dumps(dict(context or {})),
                dedupe_key=dedupe_key,
                created_at=at,
                next_try_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: wake_worker(DELIVER_TASK))
