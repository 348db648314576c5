"""Knowing residents by what they left, and forgetting them."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.models import Resident, User
from engagement.queries.people import has_proven
from engagement.rules.contacts import Contact
from wards.models import Municipality


def know_resident(
    *,
    municipality: Municipality,
    contact: Contact,
    name: str,
    language: str,
    user: User | None,
    at: datetime,
    sent_here: Collection[int] = (),
) -> Resident:
    """The resident of a municipality with this contact and this name, made if they are new.

    A family may share an address or a phone, so that a contact alone makes nobody the same person: another name is
    another one, and who gives no name is the same only to the browser that sent the first. What is sent while signed in
    belongs to the account, and is never mixed with what somebody sent without. Whoever is known stays as they are: what
    somebody typed has proved nothing yet. An account that proved the contact may give another name.

    Args:
        sent_here: ids of the cases that this browser sent, or that are open to it.
    """
    wanted = _comparable(name)
    alike = Resident.objects.filter(municipality=municipality, user=user).with_contact(contact).order_by("pk")
    if not wanted and user is None:
        alike = alike.filter(cases__in=sent_here).distinct()
    for resident in alike:
        if user is not None or _comparable(resident.name or "") == wanted:
            if wanted and user is not None and has_proven(user, contact):
                resident.name = name.strip()
                resident.save(update_fields=["name"])
            return resident
    resident = Resident(municipality=municipality, user=user, name=name.strip(), language=language, created_at=at)
    resident.set_contact(contact)
    resident.save()
    return resident


@transaction.atomic
def keep_in_account(*, resident: Resident, by: User, at: datetime) -> Resident:
    """Let an account have a resident who was known without one, with everything that is theirs. Done twice, it stays.

    Only by a contact that the account has proved: that a browser was opened to the resident is not enough.

    Raises:
        NotPossibleError: `NOT_YOUR_CONTACT`.
    """
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    if resident.user_id == by.pk:
        return resident
    if resident.user_id is not None or resident.contact is None or not has_proven(by, resident.contact):
        raise NotPossibleError(Impossible.NOT_YOUR_CONTACT)
    resident.user = by
    resident.save(update_fields=["user"])
    log(instance=resident, action="engagement.resident.kept", user=by, timestamp=at)
    return resident


def _comparable(name: str) -> str:
    return " ".join(name.split()).casefold()
