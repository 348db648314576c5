"""How allauth works here: where people land, and how the secrets of second factors are kept."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from engagement.forms.phone import PhoneField
from engagement.models import CouncillorAccount, User
from engagement.queries.languages import language_in_use
from engagement.queries.people import account_with_phone, councillors_assisted_by, proven_phone
from engagement.rules.networks import counted_as
from engagement.services.account_messages import enqueue_account_message, enqueue_account_text
from engagement.services.phones import PhoneTakenError, prove_phone
from wards.queries.sites import address_asked

_cipher = EncryptedTextField()
_WRONG_CODE = _("That is not the code. Look again, and type every character.")
# By the name of the page that asks again who somebody is.
_WAYS_TO_PROVE = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use the code that my phone shows"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in leads each person to where their work or their cases are."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("We write to you at that address. Choose another one for that first."),
        "duplicate_email": _("You have given this address before."),
        "email_password_mismatch": _(
            "The address or the password is wrong. Check both, or have a code e-mailed to you."
        ),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("Enter the password that you have had until now."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("That is not your password."),
        "invalid_login": _("Enter the e-mail address or the mobile number of your account, such as 082 555 0123."),
        "max_email_addresses": _("You have %d addresses, and there is room for no more. Remove one first."),
        "phone_password_mismatch": _("The number or the password is wrong. Check both, or have a code sent to you."),
        "phone_taken": _("Another account signs in with this number. A number opens one account."),
        "rate_limited": _("That was too often. Wait some minutes, then try again."),
        "same_as_current": _("You sign in with this number already."),
        "select_only_one": _("Give either your e-mail address or your mobile number, and leave the other empty."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, then try again."),
        "unknown_email": _("No account has this address."),
        "unverified_primary_email": _("Confirm your e-mail address first: open the link that we sent you."),
    }
    # What is not here speaks of user names, with which nobody signs in, or is never shown.

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Councillors and those who help them to their desk, staff to the workspace, residents to their cases."""
        if (
            CouncillorAccount.objects.filter(user=request.user).exists()
            or councillors_assisted_by(request.user).exists()
        ):
            return reverse("engagement:desk")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("engagement:my")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """A page that says that the address is confirmed: the addresses, or the way in."""
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways in which somebody can show again who they are, in our words."""
        return [way | {"description": _WAYS_TO_PROVE[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every message goes by the outbox, so that a page never waits for a mail server."""
        enqueue_account_message(
            name=template_prefix,
            recipient=email,
            context=context,
            language=language_in_use(),
            base_url=address_asked(self.request),
            at=timezone.now(),
        )

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        """Where a number is typed, as people write it; it is kept in international form."""
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The number of an account. It was proved: no other is kept."""
        number = proven_phone(user)
        return (number, True) if number else None

    def get_user_by_phone(self, phone: str) -> User | None:
        """The account that signs in with a number."""
        return account_with_phone(phone)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """A number that its owner has yet to prove is kept with the code that goes there, and nowhere else."""
        if verified:
            self.set_phone_verified(user, phone)

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Sign in with a number from now on: its phone showed the code."""
        try:
            prove_phone(user=user, number=phone, at=timezone.now())
        except PhoneTakenError:
            # The form said so; between its look and this one another account was quicker.
            raise self.validation_error("phone_taken") from None

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_kwargs: Any) -> None:
        """A code to sign in, or to prove a number. Nothing goes to a number that no account has."""
        enqueue_account_text(number=phone, code=code, language=language_in_use(), at=timezone.now())

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

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Set the second step aside before you add an address."),
        "cannot_delete_authenticator": _("Your work asks for the second step: it cannot be taken away."),
        "cannot_generate_recovery_codes": _("Set up the second step first. Recovery codes stand in for it."),
        "incorrect_code": _("That is not the code of now. Type the next one that your phone shows."),
        "unverified_email": _("Confirm or remove every e-mail address that is not confirmed yet, then set this up."),
    }

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return _cipher.f.encrypt(text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner says otherwise."""
        known = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("My passkey") if not known else gettext("Passkey %(number)d") % {"number": known + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is: this host's alone, under the name that the page shows."""
        return super().get_public_key_credential_rp_entity() | {"name": "Imbizo"}

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was given."""
        return _cipher.f.decrypt(encrypted_text.encode()).decode()
