"""allauth's forms in our words: labels stand above fields, and nothing is written inside them."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("Password, once more"),
    "oldpassword": _("Password until now"),
    "code": _("Code"),
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
    """Address and password."""


class SignupForm(TypedTwice, account.SignupForm):
    """A new account."""


class RequestLoginCodeForm(OwnWords, account.RequestLoginCodeForm):
    """Where to send a code that takes the place of the password."""


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


class SecondStepForm(OwnWords, second_factor.AuthenticateForm):
    """The second factor at sign-in."""


class SecondStepAgainForm(OwnWords, second_factor.ReauthenticateForm):
    """The second factor, where a session has not shown it yet."""


class ActivateTOTPForm(OwnWords, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""
