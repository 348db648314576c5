"""Text messages: renders a notification and hands it to the provider, over the JSON interface that BulkSMS speaks."""

import json
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import requests
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from urllib3.exceptions import NewConnectionError

from engagement.channels.outcome import DeliveryError
from engagement.models import Notification
from engagement.rules.texts import is_gsm, parts_of
from wards.queries.sites import address_for

# To connect, and for the answer. Longer, and one slow provider would hold the worker up.
_TIMEOUTS = (5, 20)
# A wrong password or address, no credit left: ours to mend. Too many at once, a server that is down behind its gateway:
# every other text would meet the same.
_NOT_NOW = frozenset({401, 402, 403, 404, 405, 407, 429, 502, 503, 504})
_TRY_AGAIN = frozenset({408, 425})
_ID_BITS = 63
SHORT_ID = 20


def sms_is_on() -> bool:
    """Whether this installation has a provider of text messages; without one nobody is asked for a telephone number."""
    return bool(settings.SMS_URL)


def short_id(message_id: UUID) -> str:
    """What a message is called towards the provider, which takes twenty characters; its receipts say it back."""
    return message_id.hex[:SHORT_ID]


def render(notification: Notification) -> str:
    """The text in the recipient's language, on one line.

    It stands on locked screens and on phones that are shared: the reference, the step and a link, never what was
    written, and no name.
    """
    case = notification.case
    municipality = case.municipality if case else None
    with translation.override(notification.language), timezone.override(municipality.zone if municipality else None):
        context = {
            "base_url": address_for(municipality),
            **json.loads(notification.context or "{}"),
            "case": case,
            "municipality": municipality,
        }
        return " ".join(render_to_string(f"engagement/sms/{notification.template}.txt", context).split())


class Texter:
    """One HTTP session with the provider for a batch of text messages; opened when first needed."""

    def __init__(self) -> None:
        self._session: requests.Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            self._session.close()

    def send(self, notification: Notification) -> str:
        """Hand a text message over.

        The same number goes along with every try, so that the provider recognises one whose answer was lost on the way.

        Returns:
            What the provider calls it; receipts name it so.

        Raises:
            DeliveryError: the provider refused it, or could not be reached.
        """
        if not sms_is_on():
            raise DeliveryError("no provider of text messages is set", unreachable=True)
        text = render(notification)
        message = {
            "to": notification.recipient,
            "body": text,
            "encoding": "TEXT" if is_gsm(text) else "UNICODE",
            "longMessageMaxParts": parts_of(text),
            "userSuppliedId": short_id(notification.message_id),
        }
        if settings.SMS_SENDER:
            message["from"] = settings.SMS_SENDER
        query = {"deduplication-id": notification.message_id.int >> (128 - _ID_BITS)}
        try:
            answer = self._open().post(
                f"{settings.SMS_URL}/messages", json=message, params=query, timeout=_TIMEOUTS, allow_redirects=False
            )
        except (requests.ConnectTimeout, requests.exceptions.SSLError) as error:
            raise DeliveryError(f"no connection ({type(error).__name__})", unreachable=True) from error
        except requests.ConnectionError as error:
            # One that was never made, and one that broke when the text was on its way, come as the same kind.
            cause = getattr(error.args[0], "reason", None) if error.args else None
            is_away = isinstance(cause, NewConnectionError)
            raise DeliveryError("no connection" if is_away else "connection lost", unreachable=is_away) from error
        except requests.RequestException as error:
            raise DeliveryError(f"no answer ({type(error).__name__})") from error
        return _id_of(answer)

    def _open(self) -> requests.Session:
        if self._session is None:
            self._session = requests.Session()
            self._session.auth = (settings.SMS_USER, settings.SMS_PASSWORD)
            self._session.trust_env = False
            self._session.mount("http://", import_string(settings.SMS_TRANSPORT)())
            self._session.mount("https://", import_string(settings.SMS_TRANSPORT)())
        return self._session


def _id_of(answer: requests.Response) -> str:
    """What the provider calls a text message that it accepted.

    Raises:
        DeliveryError: it did not, or its answer says nothing that we understand.
    """
    status = answer.status_code
    if status in _NOT_NOW or 300 <= status < 400:
        raise DeliveryError(f"the provider takes nothing now ({status})", unreachable=True)
    if status >= 500 or status in _TRY_AGAIN:
        raise DeliveryError(f"the provider failed ({status})")
    if status >= 400:
        raise DeliveryError(f"refused ({status})", lasting=True)
    accepted = _first_message(answer)
    if accepted is None or not accepted.get("id"):
        # It may well have been taken: the next try carries the same number.
        raise DeliveryError("the provider's answer cannot be read")
    outcome = _dict(accepted.get("status"))
    if outcome.get("type") == "FAILED":
        raise DeliveryError(f"refused ({outcome.get('subtype') or 'FAILED'})"[:200], lasting=True)
    return str(accepted["id"])[:64]


def _first_message(answer: requests.Response) -> dict[str, Any] | None:
    try:
        messages = answer.json()
    except ValueError:
        return None
    return _dict(messages[0]) if isinstance(messages, list) and messages else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
