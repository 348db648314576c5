"""How a person can be reached."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagement.rules.contacts import Contact, MalformedContactError, parse_contact


class ContactField(forms.CharField):
    """An e-mail address or a telephone number in one field; its value is a `Contact`.

    Args:
        takes_phones: whether text messages can be sent; else an e-mail address alone is taken.
    """

    def __init__(self, *, takes_phones: bool = True, **kwargs: Any) -> None:
        self.takes_phones = takes_phones
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}))
        super().__init__(**kwargs)
        wrong = (
            _("Enter a telephone number like 082 555 0123, or an e-mail address like name@example.org")
            if takes_phones
            else _("Enter an e-mail address in the right form, like name@example.org")
        )
        self.error_messages.setdefault("invalid", wrong)

    def clean(self, value: Any) -> Contact | None:
        """The contact; None where none was typed and none is needed.

        Raises:
            ValidationError: it is missing, or nothing that a message could reach.
        """
        typed = super().clean(value)
        if not typed:
            return None
        try:
            contact = parse_contact(typed, region=settings.PHONENUMBER_DEFAULT_REGION)
        except MalformedContactError:
            contact = None
        if contact is None or (contact.is_phone and not self.takes_phones):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return contact
