"""Showing that a contact is one's own, by a one-time code that is sent there."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.enums import CheckPurpose, Impossible, Publication
from engagement.errors import NotPossibleError
from engagement.models import Case, ContactCheck, Notification
from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.codes import LASTS, MOST_TRIES, codes_match, make_code, why_no_code
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.notices import keep_notice
from engagement.services.notifications import enqueue_notification
from engagement.services.turns import take_turn

CODE = "check-code"


@transaction.atomic
def ask_check(
    *,
    purpose: CheckPurpose,
    case: Case,
    contact: Contact,
    language: str,
    notice: ShownNotice | None = None,
    at: datetime,
) -> ContactCheck:
    """Send a one-time code to a contact. It goes out whatever that contact did before, so that the page tells nothing.

    Args:
        notice: what was said of the data beside the form.

    Raises:
        NotPossibleError: `NOT_PUBLISHED`, `TOO_MANY_CODES` went to this contact within the hour, or `TOO_MANY_TEXTS`
            within the day.
    """
    if case.publication != Publication.PUBLISHED:
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
        channel=contact.channel,
        contact_value=contact.value,
        contact_index=contact_index(contact),
        code=make_code(),
        language=language,
        privacy_notice=keep_notice(shown=notice),
        asked_at=at,
        expires_at=at + LASTS,
    )
    enqueue_notification(
        template=CODE,
        recipient=contact.value,
        channel=contact.channel,
        language=language,
        case=case,
        dedupe_key=f"{check.token}/code",
        at=at,
        context={"code": check.code},
    )
    return check


@transaction.atomic
def pass_check(*, check: ContactCheck, code: str, at: datetime) -> ContactCheck | None:
    """Take a code that was typed. A try counts, right or wrong.

    Returns:
        The check, locked, whose contact is proved now; None for a wrong, used or late code and after too many tries.
    """
    check = ContactCheck.objects.select_for_update().select_related("case").get(pk=check.pk)
    if check.used_at is not None or check.expires_at <= at or check.attempts >= MOST_TRIES:
        return None
    check.attempts += 1
    is_right = codes_match(code, check.code)
    if is_right:
        check.used_at = at
    check.save(update_fields=["attempts", "used_at"])
    return check if is_right else None


def forget_checks(*, at: datetime) -> int:
    """Delete checks that ran out a day ago, and the messages with their codes: they hold contacts, and who did what.

    Returns:
        How many checks went.
    """
    yesterday = at - timedelta(days=1)
    Notification.objects.filter(template=CODE, created_at__lt=yesterday - LASTS).delete()
    deleted, _by_model = ContactCheck.objects.filter(expires_at__lt=yesterday).delete()
    return deleted
