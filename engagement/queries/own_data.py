"""Everything that is held about a resident, for the resident."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from engagement import holdings, kinds
from engagement.enums import Visibility
from engagement.models import Case, Notification, Resident, User
from engagement.models.case import CaseQuerySet
from engagement.queries.people import proven_phone

# Of what staff and councillors note among themselves the Information Officer decides.
_TO_THEM = (Visibility.PUBLIC, Visibility.RESIDENT)


def residents_of(user: User | None, granted: Iterable[int]) -> QuerySet[Resident]:
    """The persons whom a browser may act for: those of the account, and those whose cases were opened to it.

    Args:
        user: None where nobody is signed in.
        granted: ids of cases that were opened by a code or a link.
    """
    theirs = Resident.objects.filter(cases__in=list(granted))
    if user is not None:
        theirs = theirs | Resident.objects.filter(user=user)
    return theirs.select_related("municipality").distinct().order_by("pk")


def cases_of(residents: Iterable[Resident]) -> CaseQuerySet:
    """What some persons brought, the newest first, as lists need it."""
    cases = Case.objects.filter(resident__in=residents).with_ward().select_related("concern")
    return cases.prefetch_related("clocks").order_by("-opened_at", "-pk")


def messages_to(resident: Resident) -> list[Notification]:
    """What was written to a person about their cases, the newest first; without codes, which opened something."""
    contacts = {resident.email, resident.phone} - {None, ""}
    about = Notification.objects.filter(case__resident=resident).exclude(template__endswith="code")
    # The recipient is encrypted: whom a row went to is seen here alone.
    written = about.select_related("case").order_by("-created_at", "-pk")
    return [message for message in written if message.recipient in contacts]


def held_about(resident: Resident) -> dict[str, Any]:
    """Everything that is held about a person, as JSON."""
    return {
        "person": {
            "name": resident.name or "",
            "email": resident.email or "",
            "phone": resident.phone or "",
            "written_to_by": resident.channel,
            "language": resident.language,
            "municipality": resident.municipality.name,
            "account": resident.user.email if resident.user else "",
            "account_phone": proven_phone(resident.user) if resident.user else "",
            "known_since": resident.created_at,
        },
        "cases": [_case(case) for case in cases_of([resident]).select_related("privacy_notice")],
        "messages": [_message(message) for message in messages_to(resident)],
    } | {holding.key: list(holding.rows(resident)) for holding in holdings.registered()}


def _case(case: Case) -> dict[str, Any]:
    notice = case.privacy_notice
    told = case.events.filter(visibility__in=_TO_THEM).order_by("sequence")
    return {
        "reference": case.reference,
        "kind": str(kinds.get(case.kind).title),
        "status": kinds.get(case.kind).status_label(case.status),
        "who_may_read_it": case.get_publication_display(),
        "ward": case.ward.title,
        "place": case.place_words,
        "point": [case.point.x, case.point.y] if case.point else None,
        "language": case.language,
        "name_is_shared": case.shares_name,
        "contact_is_shared": case.shares_contact,
        "opened_at": case.opened_at,
        "contact_confirmed_at": case.confirmed_at,
        "closed_at": case.closed_at,
        "what_happened": [{"at": event.at, "what": event.kind, "said": event.payload} for event in told],
        "promises": [{"what": clock.kind, "due": clock.due_at, "kept": clock.met_at} for clock in case.clocks.all()],
        "told_of_your_data": {"as_of": notice.version, "text": notice.text} if notice else None,
    }


def _message(message: Notification) -> dict[str, Any]:
    return {
        "about": message.case.reference,
        "what": message.template,
        "by": message.channel,
        "state": message.get_state_display(),
        "written_at": message.created_at,
        "sent_at": message.sent_at,
    }
