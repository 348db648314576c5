"""Seats of the tests that change hands."""

from datetime import date

from engagement.models import User
from engagement.services.people import appoint_councillor
from tests.engagement.cast import NOW, make_user
from wards.enums import SeatKind, TermEnd
from wards.models import Councillor, CouncillorTerm, Ward

TODAY = NOW.date()


def vacate(ward: Ward, reason: TermEnd = TermEnd.RESIGNED, on: date = TODAY) -> None:
    """Whoever holds a ward no longer does from a day on."""
    for term in CouncillorTerm.objects.filter(ward=ward, served__contains=on):
        term.served, term.end_reason = (term.served.lower, on), reason
        term.save()


def take_seat(ward: Ward, name: str = "Lindiwe Nkosi", on: date = TODAY) -> User:
    """Somebody new, with an account, holds a ward from a day on."""
    councillor = Councillor.objects.create(municipality=ward.municipality, name=name)
    CouncillorTerm.objects.create(councillor=councillor, seat=SeatKind.WARD, ward=ward, served=(on, None))
    user = make_user("successor")
    appoint_councillor(user=user, councillor=councillor)
    return user
