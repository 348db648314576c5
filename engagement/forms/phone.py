"""Asking for a mobile number."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagement.rules.phones import NotAMobileError, TooFarError, parse_mobile

TOO_FAR = _("We cannot send text messages to that country. Give a number of this one, or an e-mail address")


class PhoneField(forms.CharField):
    """A mobile number as people type it, cleaned to international form; empty where none is asked for."""

    default_error_messages = {
        "required": _("Enter your mobile number"),
        "invalid": _("Enter a mobile number in the right form, like 082 555 0123"),
        "too_far": TOO_FAR,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The number in international form."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return parse_mobile(text, region=settings.PHONENUMBER_DEFAULT_REGION, countries=settings.SMS_COUNTRIES)
        except NotAMobileError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        except TooFarError:
            raise ValidationError(self.error_messages["too_far"], code="too_far") from None
