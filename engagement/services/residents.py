"""Knowing residents by what they left, and forgetting them."""

from datetime import datetime

from engagement.models import Resident
from wards.models import Municipality


def know_resident(*, municipality: Municipality, email: str, name: str, language: str, at: datetime) -> Resident:
    """The resident of a municipality with this e-mail address and this name, made if they are new.

    A family may share an address: another name is another person, and no name is a person without one.
    """
    wanted = _comparable(name)
    for resident in Resident.objects.filter(municipality=municipality).with_email(email).order_by("pk"):
        if _comparable(resident.name or "") == wanted:
            return resident
    resident = Resident(municipality=municipality, name=name.strip(), language=language, created_at=at)
    resident.set_email(email)
    resident.save()
    return resident


def _comparable(name: str) -> str:
    return " ".join(name.split()).casefold()
