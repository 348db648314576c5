"""E-mail: renders a notification and hands it to the mail server."""

import contextlib
import json
import smtplib
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.channels.outcome import DeliveryError
from engagement.enums import Channel
from engagement.models import Notification
from engagement.rules.codes import MESSAGES_WITH_CODE
from wards.queries.sites import address_for

# A subject is read on locked screens and in lists: it names the reference and the step, never what was written.
SUBJECTS = {
    "confirm": gettext_lazy("%(reference)s: please confirm your e-mail address"),
    "received": gettext_lazy("%(reference)s: your address is confirmed"),
    "answered": gettext_lazy("%(reference)s: there is an answer for you"),
    "published": gettext_lazy("%(reference)s: now on your ward's page"),
    "publication-refused": gettext_lazy("%(reference)s: not shown on your ward's page"),
    "withdrawn": gettext_lazy("%(reference)s: taken down from your ward's page"),
    "words-masked": gettext_lazy("%(reference)s: what everyone reads of it was changed"),
    "reopened": gettext_lazy("%(reference)s: opened again"),
    "helped": gettext_lazy("%(reference)s: did the answer help?"),
    "handed-over": gettext_lazy("%(reference)s: somebody else answers you now"),
    "handover-asked": gettext_lazy("%(reference)s: who may read what you wrote?"),
    "resident-replied": gettext_lazy("%(reference)s: the resident replied"),
    "resident-reopened": gettext_lazy("%(reference)s: the resident opened it again"),
    "passed-on": gettext_lazy("%(reference)s: passed on to you"),
    "code": gettext_lazy("%(reference)s: your code"),
    "contact-code": gettext_lazy("%(reference)s: your code"),
    "contact-changed": gettext_lazy("%(reference)s: we write to you elsewhere from now on"),
    "asked": gettext_lazy("%(reference)s: a question for you"),
    "department-progress": gettext_lazy("%(reference)s: a department reports"),
    "department-new": gettext_lazy("%(reference)s: passed on to your department"),
    "referral-progress": gettext_lazy("%(reference)s: the department reports how far it is"),
    "referral-ended": gettext_lazy("%(reference)s: the department has finished, please give the final answer"),
    "assistant-new": gettext_lazy("%(reference)s: you are asked to help in a councillor's office"),
    "assistant-invited": gettext_lazy("%(reference)s: you are invited to help in a councillor's office"),
    "councillor-draft": gettext_lazy("%(reference)s: a drafted answer waits for you"),
    "draft-back": gettext_lazy("%(reference)s: your draft came back"),
    "answer-due": gettext_lazy("%(reference)s: the answer is due soon"),
    "answer-late": gettext_lazy("%(reference)s: the answer is late"),
    "speaker-late": gettext_lazy("%(reference)s: an answer is late"),
    "update-due": gettext_lazy("%(reference)s: the next report to the resident is due soon"),
    "update-late": gettext_lazy("%(reference)s: the next report to the resident is late"),
    "update-overdue": gettext_lazy("%(reference)s: a report to a resident is late"),
    "department-late": gettext_lazy("%(reference)s: your department's report is late"),
    "referral-late": gettext_lazy("%(reference)s: the department has not reported"),
    "councillor-digest": gettext_lazy("%(reference)s: residents who wait for your answer: %(waiting)s"),
    "councillor-new": gettext_lazy("%(reference)s: a resident waits for your answer"),
    "speaker-new": gettext_lazy("%(reference)s: a resident waits for an answer of your office"),
    "moderator-new": gettext_lazy("%(reference)s: please check before everyone can read it"),
    "moderator-overdue": gettext_lazy("%(reference)s: should have been checked by now"),
    "moderator-report": gettext_lazy("%(reference)s: somebody asks a moderator to look"),
    "appeal-new": gettext_lazy("%(reference)s: an appeal waits for a decision"),
    "appeal-decided": gettext_lazy("%(reference)s: your appeal was decided"),
    "report-decided": gettext_lazy("%(reference)s: what you reported was decided"),
    "check-code": gettext_lazy("%(reference)s: your code"),
    "followed": gettext_lazy("%(reference)s: there is news"),
    "notice": gettext_lazy("%(reference)s: a new notice of a ward that you follow"),
    "account-code": gettext_lazy("%(reference)s: your code to sign in"),
    "account-address": gettext_lazy("%(reference)s: please confirm your e-mail address"),
    "account-password": gettext_lazy("%(reference)s: choose a new password"),
    "account-known": gettext_lazy("%(reference)s: you have an account already"),
    "account-unknown": gettext_lazy("%(reference)s: there is no account with this address"),
}
# The same message where nobody waits and only reports are due.
_REPORTS_DUE = gettext_lazy("%(reference)s: reports to residents that are due: %(reports)s")
# What a text message is called where it is listed, if that names what an e-mail is about.
_TEXTS = {
    "confirm": gettext_lazy("%(reference)s: please confirm your number"),
    "received": gettext_lazy("%(reference)s: your number is confirmed"),
}
# What these carry opens something, and has run out when staff find the message: it is not kept for another try.
USELESS_LATE = MESSAGES_WITH_CODE | {template for template in SUBJECTS if template.startswith("account-")}
# What of a message ends the sending of such messages, and the address that takes it.
_ENDS = {"unsubscribe": "engagement:unfollow", "end_notices": "engagement:end_notices"}
_REFUSED_FOR_GOOD = range(500, 600)


def title_of(notification: Notification) -> str | Promise | None:
    """What a message is called in lists, with places for what belongs to it; None where its template has no words."""
    of_texts = _TEXTS if notification.channel == Channel.SMS else {}
    return of_texts.get(notification.template) or SUBJECTS.get(notification.template)


def subject_of(notification: Notification, *, waiting: int | str = "", reports: int | str = "") -> str:
    """What a message is called, in the language in use.

    Args:
        waiting: how many residents wait, in the message that says it.
        reports: how many reports are due, in the same one; it is called by them where nobody waits.

    Raises:
        KeyError: there are no words for its template.
    """
    case = notification.case
    title = _REPORTS_DUE if reports and not waiting else title_of(notification) or SUBJECTS[notification.template]
    return str(title) % {
        "reference": case.reference if case else _("Imbizo"),
        "waiting": waiting,
        "reports": reports,
    }


def render(notification: Notification) -> EmailMessage:
    """The message in the recipient's language and the municipality's time.

    Its identifier stays the same however often it is tried.
    """
    case = notification.case
    zone = case.municipality.zone if case else None
    with translation.override(notification.language), timezone.override(zone):
        municipality = case.municipality if case else None
        context = {
            "base_url": address_for(municipality),
            **json.loads(notification.context or "{}"),
            "case": case,
            "ward": case.ward if case else None,
            "municipality": municipality,
        }
        counts = {name: context.get(name, "") for name in ("waiting", "reports")}
        subject = subject_of(notification, **counts)
        body = render_to_string(f"engagement/email/{notification.template}.txt", context)
        ending = _one_click(context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    return EmailMessage(
        subject=subject,
        body=body,
        to=[notification.recipient],
        headers={"Message-ID": f"<{notification.message_id}@{domain}>", "Auto-Submitted": "auto-generated"} | ending,
    )


def _one_click(context: dict[str, Any]) -> dict[str, str]:
    """The headers with which a mail program ends what somebody follows (RFC 8058); none for other messages."""
    for key, name in _ENDS.items():
        if key in context:
            address = context["base_url"] + reverse(name, args=[context[key]])
            return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {}


class Mailer:
    """One connection to the mail server for a batch of messages; opened when first needed, anew after it was lost."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def send(self, notification: Notification) -> None:
        """Hand a message over.

        Raises:
            DeliveryError: the server refused it, or could not be reached.
        """
        message = render(notification)
        try:
            # Opened here: a connection that Django opens itself is closed after each message.
            self._connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise DeliveryError(f"no connection ({type(error).__name__})", unreachable=True) from error
        try:
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _text in error.recipients.values()), default=0)
            raise DeliveryError(f"recipient refused ({code})", lasting=code in _REFUSED_FOR_GOOD) from error
        except smtplib.SMTPSenderRefused as error:
            # Our own address is not welcome: that is ours to mend, and the message waits for it.
            raise DeliveryError(f"sender refused ({error.smtp_code})", unreachable=True) from error
        except smtplib.SMTPResponseException as error:
            lasting = error.smtp_code in _REFUSED_FOR_GOOD
            raise DeliveryError(f"message refused ({error.smtp_code})", lasting=lasting) from error
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise DeliveryError(f"connection lost ({type(error).__name__})") from error

    def _drop(self) -> None:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._connection.close()
