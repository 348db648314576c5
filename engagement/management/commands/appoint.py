"""`manage.py appoint`: give an e-mail address its work in a municipality."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from engagement.enums import Role
from engagement.models import Department
from engagement.services.assistants import appoint_assistant
from engagement.services.people import appoint_councillor, appoint_staff, claim_account
from wards.management.finding import find_municipality
from wards.models import Councillor, Municipality


class Command(BaseCommand):
    """Makes the account where there is none. Its owner signs in by a code sent there, and sets up a second factor.

    An account that worked nowhere yet loses its password and second factors, since anybody may have made it.
    """

    help = "Give an account roles in a municipality, or let it answer as one of its councillors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--municipality", required=True, metavar="CODE")
        parser.add_argument("--country", metavar="CC", help="needed where two countries write the same code")
        work = parser.add_mutually_exclusive_group(required=True)
        work.add_argument("--role", action="append", choices=Role.values, help="repeatable; in place of those before")
        work.add_argument("--councillor", metavar="NAME", help="as the list of councillors writes it")
        work.add_argument("--assistant-of", metavar="NAME", help="the councillor in whose office they help")
        parser.add_argument("--department", metavar="NAME", help="beside --role: where they handle what is passed on")

    @transaction.atomic
    def handle(
        self,
        *_args: Any,
        email: str,
        municipality: str,
        country: str | None,
        role: list[str] | None,
        councillor: str | None,
        assistant_of: str | None,
        department: str | None,
        **_options: Any,
    ) -> None:
        place = find_municipality(municipality, country)
        office = _department(place, department) if department else None
        if assistant_of:
            helper = appoint_assistant(
                email=_valid(email), councillor=_councillor(place, assistant_of), at=timezone.now()
            )
            self.stdout.write(f"{helper.user.email} helps in the office of councillor {assistant_of} of {place}.")
            return
        user = claim_account(email=_valid(email))
        if councillor:
            appoint_councillor(user=user, councillor=_councillor(place, councillor))
            self.stdout.write(f"{user.email} answers as councillor {councillor} of {place}.")
            return
        roles = [Role(value) for value in role or []]
        appoint_staff(user=user, municipality=place, roles=roles, department=office)
        self.stdout.write(f"{user.email} works for {place}: {', '.join(str(role.label) for role in roles)}.")


def _valid(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is not an e-mail address.") from None
    return email


def _department(municipality: Municipality, name: str) -> Department:
    found = municipality.departments.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(municipality.departments.values_list("name", flat=True)) or "none yet"
        raise CommandError(f"{municipality} has no department named {name}. Known: {known}.")
    return found


def _councillor(municipality: Municipality, name: str) -> Councillor:
    found = Councillor.objects.filter(municipality=municipality, name__iexact=name)
    if len(found) != 1:
        known = ", ".join(municipality.councillors.values_list("name", flat=True)) or "nobody; import_councillors"
        raise CommandError(f"{municipality} has {len(found)} councillors named {name}. Known: {known}.")
    return found[0]
