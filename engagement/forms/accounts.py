"""allauth's forms in our words: labels stand above fields, and nothing is written inside them."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
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


class LoginForm(OwnWords, account.LoginForm):
    """Address and password."""


class SignupForm(OwnWords, account.SignupForm):
    """A new account."""


class RequestLoginCodeForm(OwnWords, account.RequestLoginCodeForm):
    """Where to send a code that takes the place of the password."""


class ConfirmLoginCodeForm(OwnWords, account.ConfirmLoginCodeForm):
    """The code that was sent."""


class ResetPasswordForm(OwnWords, account.ResetPasswordForm):
    """Where to send the link for a new password."""


class ResetPasswordKeyForm(OwnWords, account.ResetPasswordKeyForm):
    """A new password, after the link."""

    own_labels = NEW_PASSWORD


class ChangePasswordForm(OwnWords, account.ChangePasswordForm):
    """A new password in place of a known one."""

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
