"""Browsers of the tests: signed in with and without a second factor."""

import time
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from engagement.models import Case, User


def prove_address(user: User) -> None:
    """The account read the mailbox of its address."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def set_up_second_factor(user: User) -> str:
    """Give an account an authenticator app. Returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def browser_of(user: User | None, *, second_factor: bool = True) -> Client:
    """A browser in which somebody is signed in, as allauth leaves it; nobody for None."""
    client = Client()
    if user is None:
        return client
    client.force_login(user)
    if second_factor:
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "mfa", "type": Authenticator.Type.TOTP, "at": time.time()}
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def browser_with_grant(case: Case, until: datetime) -> Client:
    """A browser to which one case was opened."""
    client = Client()
    session = client.session
    session["cases_opened"] = {str(case.pk): until.timestamp()}
    session.save()
    return client
