"""`manage.py appoint`: give an e-mail address its work in a municipality."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from engagement.enums import Role
from engagement.models import User
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

    @transaction.atomic
    def handle(
        self,
        *_args: Any,
        email: str,
        municipality: str,
        country: str | None,
        role: list[str] | None,
        councillor: str | None,
        **_options: Any,
    ) -> None:
        place = find_municipality(municipality, country)
        user = _account(email)
        if councillor:
            appoint_councillor(user=user, councillor=_councillor(place, councillor))
            self.stdout.write(f"{user.email} answers as councillor {councillor} of {place}.")
            return
        roles = [Role(value) for value in role or []]
        appoint_staff(user=user, municipality=place, roles=roles)
        self.stdout.write(f"{user.email} works for {place}: {', '.join(str(role.label) for role in roles)}.")


def _account(email: str) -> User:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is not an e-mail address.") from None
    return claim_account(email=email)


def _councillor(municipality: Municipality, name: str) -> Councillor:
    found = Councillor.objects.filter(municipality=municipality, name__iexact=name)
    if len(found) != 1:
        known = ", ".join(municipality.councillors.values_list("name", flat=True)) or "nobody; import_councillors"
        raise CommandError(f"{municipality} has {len(found)} councillors named {name}. Known: {known}.")
    return found[0]
