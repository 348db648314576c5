"""Giving accounts to those who work with cases."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from engagement import appointments
from engagement.enums import Role
from engagement.models import AccountPhone, CouncillorAccount, Department, StaffMember, User
from engagement.queries.people import has_proven_address, works_somewhere
from wards.models import Councillor, Municipality
from wards.services.public_pages import note_public_change


@transaction.atomic
def claim_account(*, email: str) -> User:
    """The account that is to work under an e-mail address, made without a password where there is none.

    Anybody can sign up with anybody's address, or add it to an account of their own, and a link in a mail is soon
    pressed. So an account that worked nowhere yet begins its work without what was set before, and other accounts lose
    the address: whoever reads the mailbox signs in by a code. An account at work under its proven address keeps its
    keys.

    Args:
        email: a valid e-mail address, given by whoever appoints.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    EmailAddress.objects.filter(email__iexact=email).exclude(user=user).delete()
    if user is None:
        return User.objects.create_user(email)
    if not (works_somewhere(user) and has_proven_address(user, email)):
        # Another address of the account would be a key too: a code sent there signs in.
        EmailAddress.objects.filter(user=user).exclude(email__iexact=email).delete()
        forget_keys(user=user)
    return user


@transaction.atomic
def forget_keys(*, user: User) -> None:
    """Take away an account's password, number and second factors. Sessions end with the password they began under."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    AccountPhone.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()


def appoint_councillor(*, user: User, councillor: Councillor) -> CouncillorAccount:
    """Let an account work as a councillor. Done twice, it stays."""
    account, _made = CouncillorAccount.objects.update_or_create(councillor=councillor, defaults={"user": user})
    # Ward pages say who answers.
    note_public_change([councillor.municipality_id])
    return account


@transaction.atomic
def appoint_staff(
    *, user: User, municipality: Municipality, roles: Iterable[Role], department: Department | None = None
) -> StaffMember:
    """Give an account roles in a municipality, in place of those it had there.

    Args:
        department: of this municipality; whoever handles cases there sees what is passed on to it.
    """
    member, _made = StaffMember.objects.update_or_create(
        user=user, municipality=municipality, defaults={"roles": sorted(set(roles)), "department": department}
    )
    appointments.tell(user, municipality)
    note_public_change([municipality.pk])
    return member


def choose_digest(*, account: CouncillorAccount, is_wanted: bool) -> None:
    """Write to a councillor each Monday what waits, or not."""
    CouncillorAccount.objects.filter(pk=account.pk).update(wants_digest=is_wanted)
