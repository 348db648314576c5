"""Opening a case to the person whose it is, by a one-time code sent to the contact it was given with."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.errors import NotPossibleError
from engagement.models import AccessRequest, Case, Resident
from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.codes import codes_match, why_no_code
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.one_time_codes import count_try, forget_codes, new_code, send_code
from engagement.services.queue import wake_worker
from engagement.services.turns import take_turn

ANSWER_TASK = "engagement.answer_access_requests"


@transaction.atomic
def request_access(
    *, reference: str, contact: Contact, language: str, notice: ShownNotice | None = None, at: datetime
) -> AccessRequest:
    """Ask for a one-time code. The work here is the same whether or not such a case exists: the worker finds out.

    Args:
        reference: as `parse_reference` returns it.
        notice: what was said of the data beside the form.

    Returns:
        A new request; where this contact asked often enough for this reference, one of its earlier ones that still
        bears a try. Codes that were sent for it still open the case.

    Raises:
        NotPossibleError: `TOO_MANY_CODES` were asked for within the hour, or `TOO_MANY_TEXTS` within a day, and none of
            them bears a try any more.
    """
    take_turn(f"codes for {reference} with {contact_index(contact)}")
    asked = AccessRequest.objects.filter(reference=reference, contact_index__in=contact_indexes(contact))
    recent = list(asked.filter(asked_at__gt=at - timedelta(days=1)).order_by("-asked_at", "-pk"))
    moments = [request.asked_at for request in recent]
    if refusal := why_no_code(moments, by_text=contact.is_phone, at=at):
        for earlier in recent:
            if _is_alive(earlier, at):
                return earlier
        raise NotPossibleError(refusal)
    request = AccessRequest.objects.create(
        reference=reference,
        contact_index=contact_index(contact),
        language=language,
        **new_code(contact=contact, notice=notice, at=at),
    )
    transaction.on_commit(lambda: wake_worker(ANSWER_TASK))
    return request


def answer_access_requests(*, at: datetime) -> int:
    """Find the case of each new request, and send its code where reference and contact belong together.

    Returns:
        How many codes go out.
    """
    waiting = AccessRequest.objects.filter(handled_at__isnull=True).order_by("asked_at").values_list("pk", flat=True)
    return sum(_answer(pk, at=at) for pk in waiting)


@transaction.atomic
def _answer(pk: int, *, at: datetime) -> bool:
    request = AccessRequest.objects.select_for_update(skip_locked=True).filter(pk=pk, handled_at=None).first()
    if request is None:
        return False
    request.handled_at = at
    if request.expires_at > at:
        request.case = Case.objects.filter(
            reference=request.reference, resident__in=Resident.objects.with_contact(request.contact)
        ).first()
    request.save(update_fields=["handled_at", "case"])
    if request.case is None:
        return False
    resident = request.case.resident
    # As it was given, however the one who asked spelt it.
    recipient = resident.phone if request.contact.is_phone else resident.email
    send_code(asked=request, template="code", language=request.language, case=request.case, recipient=recipient, at=at)
    return True


def forget_requests(*, at: datetime) -> int:
    """Delete requests that ran out a day ago: they hold contacts of people whom we may not know.

    Returns:
        How many rows went.
    """
    return forget_codes(AccessRequest, at=at)


@transaction.atomic
def use_code(*, request: AccessRequest, code: str, at: datetime) -> Case | None:
    """The case that a code opens.

    Several codes may have come for the same reference and contact, and messages do not come in order: each works until
    it runs out. A try counts on the request of whoever types.

    Returns:
        None for a wrong, used or late code, after too many tries, and where the request belongs to no case.
    """
    siblings = AccessRequest.objects.filter(reference=request.reference, contact_index=request.contact_index)
    locked = list(siblings.filter(expires_at__gt=at).select_for_update().order_by("pk"))
    own = next((sibling for sibling in locked if sibling.pk == request.pk), None)
    if own is None or not _is_alive(own, at):
        return None
    right = [sibling for sibling in locked if codes_match(code, sibling.code) and sibling.used_at is None]
    count_try(asked=own)
    opening = next((sibling for sibling in right if sibling.case is not None), None)
    if opening is None:
        return None
    opening.used_at = at
    opening.save(update_fields=["used_at"])
    return opening.case


def _is_alive(request: AccessRequest, at: datetime) -> bool:
    return request.used_at is None and request.bears_try(at)
