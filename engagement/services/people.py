"""Giving accounts to those who work with cases."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from engagement.enums import Role
from engagement.models import CouncillorAccount, StaffMember, User
from wards.models import Councillor, Municipality


@transaction.atomic
def claim_account(*, email: str) -> User:
    """The account that is to work under an e-mail address, made without a password where there is none.

    Anybody can sign up with anybody's address. Unless its owner proved to read the mailbox, an account under it loses
    what was set before, and other accounts their unproven claim to it: whoever reads the mailbox signs in by a code.

    Args:
        email: a valid e-mail address, given by whoever appoints.
    """
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    if proven:
        return proven.user
    EmailAddress.objects.filter(email__iexact=email).delete()
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None:
        return User.objects.create_user(email)
    forget_keys(user=user)
    return user


@transaction.atomic
def forget_keys(*, user: User) -> None:
    """Take away an account's password and second factors. Sessions end with the password under which they began."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()


def appoint_councillor(*, user: User, councillor: Councillor) -> CouncillorAccount:
    """Let an account work as a councillor. Done twice, it stays."""
    account, _made = CouncillorAccount.objects.update_or_create(councillor=councillor, defaults={"user": user})
    return account


def appoint_staff(*, user: User, municipality: Municipality, roles: Iterable[Role]) -> StaffMember:
    """Give an account roles in a municipality, in place of those it had there."""
    member, _made = StaffMember.objects.update_or_create(
        user=user, municipality=municipality, defaults={"roles": sorted(set(roles))}
    )
    return member
