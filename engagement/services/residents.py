"""Knowing residents by what they left, and forgetting them."""

from datetime import datetime

from engagement.models import Resident, User
from engagement.rules.contacts import Contact
from wards.models import Municipality


def know_resident(
    *, municipality: Municipality, contact: Contact, name: str, language: str, user: User | None, at: datetime
) -> Resident:
    """The resident of a municipality with this contact and this name, made if they are new.

    A family may share an address or a phone: another name is another person, and no name is a person without one. What
    is sent while signed in belongs to the account, and is never mixed with what somebody sent without.
    """
    wanted = _comparable(name)
    for resident in Resident.objects.filter(municipality=municipality, user=user).with_contact(contact).order_by("pk"):
        if user is not None or _comparable(resident.name or "") == wanted:
            return resident
    resident = Resident(municipality=municipality, user=user, name=name.strip(), language=language, created_at=at)
    resident.set_contact(contact)
    resident.save()
    return resident


def _comparable(name: str) -> str:
    return " ".join(name.split()).casefold()
