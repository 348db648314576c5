"""Following a reference, and proving that a case is one's own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagement.form_notices import TRACK
from engagement.forms.contact import ContactField, by_phone_or_email
from engagement.forms.notice import NoticeMixin
from engagement.rules.references import MalformedReferenceError, parse_reference, reference_prefix
from wards.models import Municipality


class ReferenceForm(forms.Form):
    """A reference as a person types it."""

    reference = forms.CharField(
        label=_("Your reference"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Enter the reference that you were given")},
    )

    def __init__(self, *args: Any, municipality: Municipality | None, **kwargs: Any) -> None:
        """The example begins as references of the `municipality` do; on a host of none it says that they differ."""
        super().__init__(*args, **kwargs)
        looks = _(
            "It looks like KH-7F3K-92Q8, with the two letters of your municipality in front, and stands in our message"
            " to you."
        )
        if municipality:
            prefix = reference_prefix(municipality.code, municipality.country)
            looks = _("It looks like %(example)s and stands in our message to you.")
            looks %= {"example": f"{prefix}-7F3K-92Q8"}
        self.fields["reference"].help_text = looks

    def clean_reference(self) -> str:
        """The reference as it is stored."""
        try:
            return parse_reference(self.cleaned_data["reference"])
        except MalformedReferenceError:
            raise ValidationError(
                _("This is not a reference: a letter or digit is wrong or missing. Compare it with our message.")
            ) from None


class AccessForm(NoticeMixin):
    """The contact with which a case was given."""

    notice_form = TRACK

    contact = ContactField(
        label=by_phone_or_email(
            _("The telephone number or e-mail address that you gave"), _("The e-mail address that you gave")
        ),
        help_text=_("If it belongs to this reference, we send a code there."),
        error_messages={
            "required": by_phone_or_email(
                _("Enter the telephone number or e-mail address that you gave"),
                _("Enter the e-mail address that you gave"),
            )
        },
    )


class CodeForm(forms.Form):
    """A one-time code as it was sent."""

    code = forms.CharField(
        label=_("The code that we sent"),
        help_text=_("Six digits. It works for 30 minutes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the code that we sent")},
    )

    def say_wrong(self) -> None:
        """Say that it opens nothing, whatever the reason."""
        self.add_error("code", _("This code is wrong or has run out. Use our newest message, or ask for a new code."))
