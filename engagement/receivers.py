"""Framework events that are not ours."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from engagement.models import User
from engagement.services.people import forget_keys


@receiver(authenticator_added)
def count_setting_up_as_passing(request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Whoever has just shown their second factor, to set it up, need not show it again at once."""
    if authenticator.type in (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN):
        record = {"method": "mfa", "type": authenticator.type, "id": authenticator.pk, "at": time.time()}
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records, record]


@receiver(authentication_step_completed)
def forget_keys_set_by_others(user: User, method: str, email: str | None = None, **_kwargs: Any) -> None:
    """A code is the first proof of who owns an address: a password that was set before may be anybody's."""
    if method == "code" and email and not EmailAddress.objects.filter(user=user, verified=True).exists():
        forget_keys(user=user)
