"""The telephone number of an account: proved by a code, changed, given up."""

from datetime import datetime

from django.db import transaction

from engagement.models import AccountPhone, User
from engagement.services.turns import take_turn


class PhoneTakenError(Exception):
    """Another account signs in with this number."""


@transaction.atomic
def prove_phone(*, user: User, number: str, at: datetime) -> AccountPhone:
    """Let an account sign in with a number, in place of the one before: its owner typed the code that came to it.

    Proved again, nothing changes.

    Args:
        number: in international form, such as "+27825550123".

    Raises:
        PhoneTakenError: another account was quicker.
    """
    take_turn(f"number of an account: {number}")
    held = AccountPhone.objects.of_number(number).first()
    if held is not None and held.user_id != user.pk:
        raise PhoneTakenError
    if held is not None:
        return held
    phone = AccountPhone.objects.select_for_update().filter(user=user).first() or AccountPhone(user=user)
    phone.set_number(number)
    phone.proved_at = at
    phone.save()
    return phone


@transaction.atomic
def give_up_phone(*, user: User) -> None:
    """Sign in without a number from now on. Given up twice, it is gone once."""
    AccountPhone.objects.filter(user=user).delete()
