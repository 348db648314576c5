"""Showing that a contact is one's own, by a one-time code that is sent there."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.enums import CheckPurpose, Impossible, Publication
from engagement.errors import NotPossibleError
from engagement.models import Case, ContactCheck, Notification
from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.codes import LASTS, codes_match, why_no_code
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.one_time_codes import count_try, forget_codes, new_code, send_code
from engagement.services.turns import take_turn
from wards.models import Ward
from wards.queries.sites import address_for

CODE = "check-code"


@transaction.atomic
def ask_check(
    *,
    purpose: CheckPurpose,
    case: Case | None = None,
    ward: Ward | None = None,
    contact: Contact,
    language: str,
    notice: ShownNotice | None = None,
    at: datetime,
) -> ContactCheck:
    """Send a one-time code to a contact. It goes out whatever that contact did before, so that the page tells nothing.

    Args:
        case: the case on which something is done with the contact, if it is one.
        ward: the ward for which, if it is one; it comes with its municipality and that one's site.
        notice: what was said of the data beside the form.

    Raises:
        NotPossibleError: `NOT_PUBLISHED`, `TOO_MANY_CODES` went to this contact within the hour, or `TOO_MANY_TEXTS`
            within the day.
    """
    if case is not None and case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    take_turn(f"checks of {contact_index(contact)}")
    recent = ContactCheck.objects.filter(
        contact_index__in=contact_indexes(contact), asked_at__gt=at - timedelta(days=1)
    )
    refusal = why_no_code(recent.values_list("asked_at", flat=True), by_text=contact.is_phone, at=at)
    if refusal is not None:
        raise NotPossibleError(refusal)
    check = ContactCheck.objects.create(
        purpose=purpose,
        case=case,
        ward=ward,
        contact_index=contact_index(contact),
        language=language,
        **new_code(contact=contact, notice=notice, at=at),
    )
    about = _about(ward) if ward else {}
    send_code(asked=check, template=CODE, language=language, case=case, about=about, at=at)
    return check


def _about(ward: Ward) -> dict[str, str]:
    return {"base_url": address_for(ward.municipality), "sender": ward.municipality.name}


@transaction.atomic
def pass_check(*, check: ContactCheck, code: str, at: datetime) -> ContactCheck | None:
    """Take a code that was typed. A try counts, right or wrong.

    Returns:
        The check, locked, whose contact is proved now; None for a wrong, used or late code and after too many tries.
    """
    checks = ContactCheck.objects.select_for_update(of=("self",)).select_related("case", "ward__municipality")
    check = checks.defer("ward__boundary", "ward__outline").get(pk=check.pk)
    if check.used_at is not None or not check.bears_try(at):
        return None
    count_try(asked=check)
    if not codes_match(code, check.code):
        return None
    check.used_at = at
    check.save(update_fields=["used_at"])
    return check


def forget_checks(*, at: datetime) -> int:
    """Delete checks that ran out a day ago, and the messages with their codes: they hold contacts, and who did what.

    Returns:
        How many checks went.
    """
    Notification.objects.filter(template=CODE, created_at__lt=at - timedelta(days=1) - LASTS).delete()
    return forget_codes(ContactCheck, at=at)
