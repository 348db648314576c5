"""How allauth works here: where people land, and how the secrets of second factors are kept."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from encrypted_fields.fields import EncryptedTextField

from engagement.models import CouncillorAccount
from engagement.rules.networks import counted_as
from engagement.services.account_messages import enqueue_account_message

_cipher = EncryptedTextField()


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in leads each person to where their work or their cases are."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Councillors to their desk, staff to the workspace, residents to their cases."""
        if CouncillorAccount.objects.filter(user=request.user).exists():
            return reverse("engagement:desk")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("engagement:my")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every message goes by the outbox, so that a page never waits for a mail server."""
        enqueue_account_message(
            name=template_prefix,
            recipient=email,
            context=context,
            language=get_language() or settings.LANGUAGE_CODE,
            at=timezone.now(),
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network address under which limits count a visitor, ours and those of signing in."""
        return counted_as(super().get_client_ip(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask for the password again. Whoever has just signed in is not asked twice."""
        records = get_authentication_records(self.request, self.request.user)
        just_now = records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted, with the keys of the other encrypted fields."""

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return _cipher.f.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was given."""
        return _cipher.f.decrypt(encrypted_text.encode()).decode()
