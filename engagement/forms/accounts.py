"""allauth's forms in our words: labels stand above fields, and nothing is written inside them."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.channels.sms import sms_is_on
from engagement.form_notices import SIGN_UP
from engagement.forms.contact import ContactField, by_phone_or_email
from engagement.forms.notice import NoticeMixin
from engagement.forms.phone import PhoneField
from engagement.models import User
from engagement.services.notices import keep_notice
from wards.queries.sites import municipality_of

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("Password, once more"),
    "oldpassword": _("Password until now"),
    "code": _("Code"),
    "phone": _("Mobile number"),
    "name": _("What you call it"),
}

_ADDRESS = {
    "required": _("Enter your e-mail address"),
    "invalid": _("Enter an e-mail address in the right form, like name@example.org"),
}
_PASSWORD = {"required": _("Enter your password")}
_NEW_PASSWORD = {"required": _("Enter a new password")}

ERRORS: Mapping[str, Mapping[str, Any]] = {
    "login": _ADDRESS,
    "email": _ADDRESS,
    "password": _PASSWORD,
    "oldpassword": _PASSWORD,
    "password1": _NEW_PASSWORD,
    "password2": {"required": _("Enter the password once more")},
    "code": {"required": _("Enter the code")},
    "name": {"required": _("Give it a name")},
}

NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password, once more")}


class OwnWords(forms.Form):
    """Takes the place of what allauth writes beside and inside the fields."""

    own_labels: Mapping[str, Any] = {}
    """What a field is called in this form alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = (LABELS | self.own_labels).get(name, field.label)
            field.error_messages |= ERRORS.get(name, {})


class TypedTwice(OwnWords):
    """A new password, typed twice so that a slip shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "At least 10 characters. Some words that only you would put together do."
        )

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth words this one error inside `clean`, where no setting reaches it."""
        if field == "password2" and not isinstance(error, ValidationError):
            error = _("The two are not the same. Enter the new password in both.")
        super().add_error(field, error)


class LoginForm(OwnWords, account.LoginForm):
    """Address or number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sms_is_on():
            login = self.fields["login"]
            login.label = _("E-mail address or mobile number")
            login.error_messages |= {"required": _("Enter your e-mail address or mobile number")}
            login.widget.attrs["autocomplete"] = "username"

    def clean_login(self) -> str:
        """The address as it was typed, the number in international form."""
        login = super().clean_login()
        if not sms_is_on() or "@" in login:
            return login
        try:
            return PhoneField().clean(login)
        except ValidationError:
            raise get_adapter().validation_error("invalid_login") from None


class SignupForm(NoticeMixin, TypedTwice, account.SignupForm):
    """A new account. It begins with an address; a number is added once the account is there."""

    notice_form = SIGN_UP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """allauth's page hands on neither the site nor the hour."""
        here = municipality_of(context.request) if context.request else None
        super().__init__(*args, municipality=here, at=timezone.now(), **kwargs)
        self.fields.pop("phone", None)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep with the account what was said of its data."""
        super().custom_signup(request, user)
        user.privacy_notice = keep_notice(shown=self.notice_taken())
        user.save(update_fields=["privacy_notice"])


class RequestLoginCodeForm(OwnWords, account.RequestLoginCodeForm):
    """Where to send a code that takes the place of the password: one field for an address or a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("phone", None)
        self.fields["email"] = ContactField(
            label=by_phone_or_email(_("E-mail address or mobile number"), _("E-mail address")),
            help_text=by_phone_or_email(_("That of your account. A code for a number comes as a text message."), ""),
            error_messages={
                "required": by_phone_or_email(
                    _("Enter your e-mail address or mobile number"), _("Enter your e-mail address")
                )
            },
        )

    def clean_email(self) -> str:
        """The address; empty where a number was typed, which stands under `phone` then.

        The same answer whether or not an account has it.
        """
        contact = self.cleaned_data["email"]
        if not contact.is_phone:
            self.cleaned_data["email"] = contact.value
            return super().clean_email()
        self.cleaned_data["phone"] = contact.value
        self.clean_phone()
        _refuse_too_many_texts(contact.value)
        return ""


def _refuse_too_many_texts(number: str) -> None:
    """Count one more code for a number, whether or not one goes there.

    Raises:
        ValidationError: it is one too many, for the number or for the network that it was typed in.
    """
    if not ratelimit.consume(context.request, action="text_code", key=number):
        raise get_adapter().validation_error("rate_limited")


class ChangePhoneForm(OwnWords, account.ChangePhoneForm):
    """A number with which to sign in."""

    def give_up_url(self) -> str:
        """Where the number that there is can be removed: allauth has no page for it."""
        return reverse("engagement:give_up_phone")

    def clean_phone(self) -> str:
        """The number in international form, if another code may go there."""
        phone = super().clean_phone()
        _refuse_too_many_texts(phone)
        return phone


class VerifyPhoneForm(OwnWords, account.VerifyPhoneForm):
    """The code that came to the phone."""


class ConfirmLoginCodeForm(OwnWords, account.ConfirmLoginCodeForm):
    """The code that was sent."""


class ResetPasswordForm(OwnWords, account.ResetPasswordForm):
    """Where to send the link for a new password."""


class ResetPasswordKeyForm(TypedTwice, account.ResetPasswordKeyForm):
    """A new password, after the link."""

    own_labels = NEW_PASSWORD


class ChangePasswordForm(TypedTwice, account.ChangePasswordForm):
    """A new password in place of a known one."""

    own_labels = NEW_PASSWORD


class SetPasswordForm(TypedTwice, account.SetPasswordForm):
    """A first password, for an account that signs in with codes."""

    own_labels = NEW_PASSWORD


class AddEmailForm(OwnWords, account.AddEmailForm):
    """Another address."""


class ReauthenticateForm(OwnWords, account.ReauthenticateForm):
    """The password, once more."""


class WithCodes(OwnWords):
    """Takes the code of an app, or a recovery code."""

    def has_app(self) -> bool:
        """Whether the account has set up an authenticator app."""
        return is_mfa_enabled(self.user, [Authenticator.Type.TOTP])

    def has_passkey(self) -> bool:
        """Whether the account has a passkey."""
        return is_mfa_enabled(self.user, [Authenticator.Type.WEBAUTHN])


class SecondStepForm(WithCodes, second_factor.AuthenticateForm):
    """The second factor at sign-in."""


class SecondStepAgainForm(WithCodes, second_factor.ReauthenticateForm):
    """The second factor, where a session has not shown it yet."""


class ActivateTOTPForm(OwnWords, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class AddPasskeyForm(OwnWords, passkeys.AddWebAuthnForm):
    """A passkey, as the browser made it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether it may stand for both steps shows when it is used: the phone asks for finger, face or PIN, or not.
        self.fields.pop("passwordless", None)
        self.fields["name"].max_length = 60
        self.fields["name"].help_text = _("So that you know it again, such as: my phone.")


class RenamePasskeyForm(OwnWords, passkeys.EditWebAuthnForm):
    """What its owner calls a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60
