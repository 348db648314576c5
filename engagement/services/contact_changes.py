"""Being reached in another way: a code goes to the new contact, and whoever types it has proved to read it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from engagement.enums import NotificationState
from engagement.errors import NotPossibleError
from engagement.models import Case, ContactChange, NoticeFollow, Resident, User
from engagement.models.blind_index import contact_index, contact_indexes
from engagement.models.notification import NotificationQuerySet
from engagement.queries.feedback import ASK_TEMPLATE
from engagement.queries.own_data import contact_messages, notice_follows_of, written_to
from engagement.rules.codes import MESSAGES_WITH_CODE, codes_match, why_no_code
from engagement.rules.contacts import Contact, by_email
from engagement.rules.notices import ShownNotice
from engagement.services.notice_follows import carry_notice_follows
from engagement.services.notices import keep_notice
from engagement.services.notifications import enqueue_notification
from engagement.services.one_time_codes import count_try, forget_codes, new_code, send_code
from engagement.services.turns import take_turn

_CHANGED = "contact-changed"
_NOBODY = by_email("nobody@invalid")


@transaction.atomic
def request_contact_change(
    *, resident: Resident, contact: Contact, notice: ShownNotice, language: str, at: datetime
) -> ContactChange:
    """Send a one-time code to a new contact. Until somebody types it, nothing changes.

    Args:
        notice: what was said of the data beside the form.

    Raises:
        NotPossibleError: `TOO_MANY_CODES` were asked for within the hour, or `TOO_MANY_TEXTS` within the day, by this
            resident or to this contact.
    """
    take_turn(f"contact changes of resident {resident.pk}")
    take_turn(f"contact changes to {contact_index(contact)}")
    # Those of a day, of everybody, are few: whoever finishes one has none.
    recent = ContactChange.objects.filter(asked_at__gt=at - timedelta(days=1), channel=contact.channel)
    asked = [other.asked_at for other in recent if other.resident_id == resident.pk or other.contact == contact]
    refusal = why_no_code(asked, by_text=contact.is_phone, at=at)
    if refusal is not None:
        raise NotPossibleError(refusal)
    change = ContactChange.objects.create(resident=resident, **new_code(contact=contact, notice=notice, at=at))
    send_code(
        asked=change,
        template="contact-code",
        language=language,
        case=_latest_case(resident),
        group=contact_messages(resident),
        at=at,
    )
    return change


@transaction.atomic
def use_change_code(*, change: ContactChange, code: str, by: User | None, at: datetime) -> bool:
    """Let a resident be reached by a new contact, whose code was typed. The old one is told, and forgotten.

    Returns:
        False for a wrong, used or late code, and after too many tries.
    """
    change = ContactChange.objects.select_for_update().select_related("resident").filter(pk=change.pk).first()
    if change is None or not change.bears_try(at):
        return False
    count_try(asked=change)
    if not codes_match(code, change.code):
        return False
    resident = Resident.objects.select_for_update().get(pk=change.resident_id)
    before, written = resident.contact, written_to(resident)
    notices = _own_notice_follows(resident, before) if before is not None else []
    resident.forget_contact()
    resident.set_contact(change.contact)
    resident.privacy_notice_id = change.privacy_notice_id
    resident.save()
    _forget_written(resident, written.exclude(recipient_index__in=contact_indexes(change.contact)))
    if before is None or before.normalised != resident.contact.normalised:
        carry_notice_follows(follows=notices, resident=resident)
    resident.contact_changes.all().delete()
    log(instance=resident, action="engagement.resident.contact_changed", user=by, timestamp=at)
    if before is not None and before != resident.contact:
        enqueue_notification(
            template=_CHANGED,
            recipient=before.value,
            channel=before.channel,
            language=resident.language,
            case=_latest_case(resident),
            dedupe_key=f"{contact_messages(resident)}{change.token}/changed",
            at=at,
        )
    return True


def _own_notice_follows(resident: Resident, before: Contact) -> list[NoticeFollow]:
    """What a resident follows by a contact; where somebody else has it too, what they follow with their account."""
    follows = notice_follows_of(resident).with_contact(before)
    if Resident.objects.with_contact(before).exclude(pk=resident.pk).exists():
        return list(follows.filter(user__isnull=False, user=resident.user_id))
    return list(follows)


def _forget_written(resident: Resident, written: NotificationQuerySet) -> None:
    """Delete what went to the contact before, which is theirs no more; what waits goes to the new one.

    What a worker has claimed goes where it was claimed for. Of the question whether an answer helped, the fact stays
    that it was asked.
    """
    underway = [NotificationState.WAITING, NotificationState.CLAIMED]
    about_cases = written.filter(case__resident=resident, state=NotificationState.WAITING)
    about_cases.exclude(template__in=MESSAGES_WITH_CODE | {_CHANGED}).update(
        channel=resident.channel,
        recipient=resident.contact.value,
        recipient_index=contact_index(resident.contact),
    )
    asked = written.filter(template=ASK_TEMPLATE, state=NotificationState.SENT, undelivered_at=None)
    asked.update(recipient=_NOBODY.value, recipient_index=contact_index(_NOBODY))
    written.filter(Q(template="code") | ~Q(state__in=underway)).delete()


@transaction.atomic
def correct_details(
    *, resident: Resident, name: str, language: str, notice: ShownNotice, by: User | None, at: datetime
) -> None:
    """Keep another name, or none, and the language in which a resident is written to, also of notices.

    Done twice, it stays.

    Args:
        notice: what was said of the data beside the form.
    """
    resident.name, resident.language = name.strip() or None, language
    resident.privacy_notice = keep_notice(shown=notice)
    resident.save(update_fields=["name", "language", "privacy_notice"])
    notice_follows_of(resident).order_by().update(language=language)
    log(instance=resident, action="engagement.resident.corrected", user=by, timestamp=at)


def forget_changes(*, at: datetime) -> int:
    """Delete changes that nobody finished, a day after their code ran out.

    Returns:
        How many rows went.
    """
    return forget_codes(ContactChange, at=at)


def _latest_case(resident: Resident) -> Case | None:
    return resident.cases.order_by("-opened_at").first()
