"""One-time codes that are sent to a contact: made, sent, tried a few times, and forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from engagement.enums import Channel
from engagement.models import Case
from engagement.models.one_time_code import OneTimeCode
from engagement.rules.codes import LASTS, make_code
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.notices import keep_notice
from engagement.services.notifications import enqueue_notification

# After it ran out.
_KEPT_FOR = timedelta(days=1)


def new_code(*, contact: Contact, notice: ShownNotice | None, at: datetime) -> dict[str, Any]:
    """What a row with a new code begins with, as the arguments of its model.

    Args:
        notice: what was said of the data beside the form.
    """
    return {
        "channel": contact.channel,
        "contact_value": contact.value,
        "code": make_code(),
        "privacy_notice": keep_notice(shown=notice),
        "asked_at": at,
        "expires_at": at + LASTS,
    }


def send_code(
    *,
    asked: OneTimeCode,
    template: str,
    language: str,
    case: Case | None,
    recipient: str = "",
    group: str = "",
    about: Mapping[str, str] | None = None,
    at: datetime,
) -> None:
    """Write the message with a code, once.

    Args:
        recipient: where it goes, if the contact was given in another spelling than it was typed in now.
        group: what the keys of the messages of one person begin with, if they are found by that.
        about: what the message says besides the code.
    """
    enqueue_notification(
        template=template,
        recipient=recipient or asked.contact_value,
        channel=Channel(asked.channel),
        language=language,
        case=case,
        dedupe_key=f"{group}{asked.token}/code",
        at=at,
        context={"code": asked.code} | dict(about or {}),
    )


def count_try(*, asked: OneTimeCode) -> None:
    """Count that somebody typed a code, right or wrong, on a locked row."""
    asked.attempts += 1
    asked.save(update_fields=["attempts"])


def forget_codes(model: type[OneTimeCode], *, at: datetime) -> int:
    """Delete the rows of one kind a day after their codes ran out: they hold contacts of people whom we may not know.

    Returns:
        How many rows went.
    """
    deleted, _by_model = model._default_manager.filter(expires_at__lt=at - _KEPT_FOR).delete()
    return deleted
