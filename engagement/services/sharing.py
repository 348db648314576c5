"""Showing a name or a contact to whoever answers one case, and hiding it again."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from engagement.enums import Actor, EventKind, Visibility
from engagement.models import Case, User
from engagement.services.cases import lock_case
from engagement.services.timeline import record_event

READ = "engagement.case.shared_read"


@transaction.atomic
def share_details(*, case: Case, shares_name: bool, shares_contact: bool, by: User | None, at: datetime) -> Case:
    """Let whoever answers a case see the resident's name or contact, or no longer. Set twice alike, it is set once.

    Args:
        by: the resident's account, where they are signed in.
    """
    case = lock_case(case)
    if (case.shares_name, case.shares_contact) == (shares_name, shares_contact):
        return case
    case.shares_name, case.shares_contact = shares_name, shares_contact
    case.save(update_fields=["shares_name", "shares_contact"])
    record_event(
        case=case,
        kind=EventKind.SHARED,
        visibility=Visibility.RESIDENT,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"name": shares_name, "contact": shares_contact},
    )
    return case


def read_shared_details(*, case: Case, by: User, at: datetime) -> dict[str, str]:
    """What a resident shares with whoever answers: `name` and `contact`, as far as they do. Each reading is kept."""
    resident = case.resident if case.shares_name or case.shares_contact else None
    if resident is None:
        return {}
    shared: dict[str, str] = {}
    if case.shares_name and resident.name:
        shared["name"] = resident.name
    if case.shares_contact and resident.contact:
        shared["contact"] = resident.contact.value
    if shared:
        log(instance=case, action=READ, user=by, timestamp=at, data={"read": sorted(shared)})
    return shared
