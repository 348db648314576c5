"""Messages about signing in: allauth says which, the outbox sends them in our words."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from engagement.enums import Channel
from engagement.services.notifications import enqueue_notification

# By the name that allauth gives the message. What is not here cannot happen with our settings.
TEMPLATES = {
    "account/email/login_code": "account-code",
    "account/email/email_confirmation": "account-address",
    "account/email/email_confirmation_signup": "account-address",
    "account/email/password_reset_key": "account-password",
    "account/email/account_already_exists": "account-known",
    "account/email/unknown_account": "account-unknown",
}
_LINKS = ("activate_url", "password_reset_url", "signup_url")


def enqueue_account_message(
    *, name: str, recipient: str, context: Mapping[str, Any], language: str, base_url: str, at: datetime
) -> None:
    """Write a message about an account into the outbox. A mail server that is away delays the message, not the page.

    Args:
        name: allauth's name of the message, such as "account/email/login_code".
        context: what allauth gives its template; the code and the links are kept, encrypted until the message is sent.
        base_url: the address that the message leads to: one that this server knows, see `wards.queries.sites`.

    Raises:
        KeyError: allauth was set to send a message for which there are no words here.
    """
    kept = {"base_url": base_url} | ({"code": context["code"]} if "code" in context else {})
    # The path alone: allauth takes the host from what a request claimed.
    kept |= {link: urlsplit(context[link]).path for link in _LINKS if link in context}
    enqueue_notification(
        template=TEMPLATES[name],
        recipient=recipient,
        language=language,
        case=None,
        dedupe_key=f"account/{uuid.uuid4()}",
        at=at,
        context=kept,
    )


def enqueue_account_text(*, number: str, code: str, language: str, at: datetime) -> None:
    """Write a code for an account into the outbox, as a text message.

    Args:
        number: in international form.
    """
    enqueue_notification(
        template="account-code",
        channel=Channel.SMS,
        recipient=number,
        language=language,
        case=None,
        dedupe_key=f"account/{uuid.uuid4()}",
        at=at,
        context={"code": code},
    )
