"""How a person can be reached."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from engagement.channels.sms import sms_is_on
from engagement.forms.phone import TOO_FAR
from engagement.rules.contacts import Contact, MalformedContactError, parse_contact
from engagement.rules.phones import TooFarError

by_phone_or_email: Callable[..., Promise] = lazy(lambda both, by_email: str(both if sms_is_on() else by_email), str)
"""Words for both ways, and those for an installation that sends no text messages."""


class ContactField(forms.CharField):
    """An e-mail address or a mobile number in one field; its value is a `Contact`.

    Where this installation sends no text messages an e-mail address alone is taken.
    """

    default_error_messages = {
        "invalid": by_phone_or_email(
            _("Enter a telephone number like 082 555 0123, or an e-mail address like name@example.org"),
            _("Enter an e-mail address in the right form, like name@example.org"),
        ),
        "too_far": TOO_FAR,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        # On a phone's keyboard both an address and a number can be typed.
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Contact | None:
        """The contact; None where none was typed and none is needed.

        Raises:
            ValidationError: it is missing, or nothing that a message could reach.
        """
        typed = super().clean(value)
        if not typed:
            return None
        region = settings.PHONENUMBER_DEFAULT_REGION
        try:
            if "@" not in typed and not sms_is_on():
                raise MalformedContactError
            return parse_contact(typed, region=region, countries=settings.SMS_COUNTRIES)
        except MalformedContactError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        except TooFarError:
            raise ValidationError(self.error_messages["too_far"], code="too_far") from None
