"""Messages about a case: to its resident by their own channel, and to those who work on it by e-mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from engagement.enums import Actor, Role
from engagement.models import Case
from engagement.queries.answering import Answering
from engagement.queries.people import addresses_of_role
from engagement.services.notifications import enqueue_notification


def tell_resident(
    case: Case, *, template: str, at: datetime, number: int = 0, context: Mapping[str, Any] | None = None
) -> None:
    """Write to the resident whose case it is, by the channel that they gave; where no contact is left, to nobody.

    Args:
        template: the stem of `templates/engagement/email/<template>.txt`, and of the one under `sms/`.
        number: what tells this message from others of the same template on the case, such as the event's number.
    """
    contact = case.resident.contact if case.resident else None
    if contact is None:
        return
    enqueue_notification(
        template=template,
        recipient=contact.value,
        channel=contact.channel,
        language=case.resident.language,
        case=case,
        dedupe_key=f"{case.reference}/{template}/{number}",
        at=at,
        context=context,
    )


def tell_addresses(
    case: Case,
    *,
    template: str,
    addresses: Iterable[str],
    at: datetime,
    number: int = 0,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Write to those who work on a case, each at their e-mail address.

    Args:
        number: what tells this message from others of the same template on the case; 0 for the first.
    """
    about = f"{case.reference}/{template}" + (f"/{number}" if number else "")
    for place, recipient in enumerate(addresses):
        enqueue_notification(
            template=template,
            recipient=recipient,
            language=settings.LANGUAGE_CODE,
            case=case,
            dedupe_key=f"{about}/{place}",
            at=at,
            context=context,
        )


def tell_those_who_answer(case: Case, *, answering: Answering, at: datetime, number: int = 0) -> None:
    """Write that a resident waits to whoever answers, the councillor or the Speaker's office."""
    template = "councillor-new" if answering.actor == Actor.COUNCILLOR else "speaker-new"
    context = {"councillor": name_of_sitting(answering), "is_administration": answering.is_administration}
    tell_addresses(case, template=template, addresses=answering.addresses, at=at, number=number, context=context)


def tell_those_at_work(case: Case, *, template: str, answering: Answering | None, at: datetime, number: int) -> None:
    """Write to whoever answers a case, if anybody does, that something happened to it.

    Args:
        number: of the event that they are told of.
    """
    if answering is not None:
        context = {"councillor": name_of_sitting(answering)}
        tell_addresses(case, template=template, addresses=answering.addresses, at=at, number=number, context=context)


def tell_moderators(case: Case, *, template: str = "moderator-new", at: datetime, number: int = 0) -> None:
    """Write to those who look before everyone may read."""
    tell_addresses(
        case, template=template, addresses=addresses_of_role(case.municipality, Role.MODERATOR), at=at, number=number
    )


def name_of_sitting(answering: Answering | None) -> str:
    """Who holds the seat; empty while it is vacant."""
    return answering.sitting.name if answering and answering.sitting else ""
