"""What a resident brings to the councillor, one question a page."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from engagement.enums import Nature, Readers
from engagement.form_notices import RAISE
from engagement.forms.contact import ContactField, by_phone_or_email
from engagement.forms.notice import NoticeMixin
from engagement.forms.trap import TrapMixin
from engagement.forms.words import WordsField
from engagement.rules.contacts import Contact
from wards.forms.coordinates import CoordinateField

NATURES = [
    (Nature.ISSUE, _("Something is wrong")),
    (Nature.SUGGESTION, _("A suggestion")),
    (Nature.QUESTION, _("A question")),
    (Nature.COMPLIMENT, _("A compliment")),
]

READERS = [
    (Readers.EVERYONE, _("Everyone, on the ward's page, once the municipality has checked it")),
    (Readers.COUNCILLOR, _("The councillor and the staff who handle it")),
]


ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


def new_key() -> str:
    """What makes one showing of a form different from the next."""
    return str(uuid.uuid4())


class WhatForm(NoticeMixin, TrapMixin):
    """What kind of thing it is, in one line, and in full."""

    notice_form = RAISE

    nature = forms.ChoiceField(
        label=_("What is it?"),
        choices=NATURES,
        widget=forms.RadioSelect,
        initial=Nature.ISSUE,
        error_messages={"required": _("Choose what it is")},
    )
    subject = WordsField(
        label=_("In one line"),
        help_text=_("Such as: Streetlights out along Station Road."),
        most=120,
        error_messages={"required": _("Say in one line what it is about")},
    )
    text = WordsField(
        label=_("In your own words"),
        help_text=_("Say what is wrong or could be better, and since when. Please leave out names and ID numbers."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell the councillor what it is about")},
    )


class WhereForm(forms.Form):
    """A place in words, on the map, both or neither."""

    words = WordsField(
        label=_("The place in words"),
        help_text=_("Such as: Corner of Station Road and Church Street, beside the clinic."),
        most=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lat = CoordinateField("lat", limit=90, example="-26.2041", required=False, widget=forms.HiddenInput)
    lon = CoordinateField("lon", limit=180, example="28.0473", required=False, widget=forms.HiddenInput)

    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, to a decimetre; None without a place on the map."""
        lon, lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        return None if lon is None or lat is None else (round(lon, 6), round(lat, 6))

    def add_error(self, field: str | None, error: Any) -> None:
        """A hidden field has no place of its own for an error: it stands above the form."""
        super().add_error(None if field in ("lat", "lon") else field, error)


class FilesInput(forms.ClearableFileInput):
    """Several files at once, as far as the browser can."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Files that a browser sent under one name; its value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files that hold something."""
        files: Sequence[UploadedFile] = data if isinstance(data, (list, tuple)) else [data]
        return [file for file in files if file]


class TokensField(forms.Field):
    """Tokens that buttons carry; its value is a list, without what is no token."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[uuid.UUID]:
        """Those that can be one of ours."""
        found = []
        for text in value or []:
            with suppress(ValueError):
                found.append(uuid.UUID(text))
        return found


class PhotosForm(forms.Form):
    """Photos to add to those that are there already, and one to take away."""

    photos = FilesField(
        label=_("Add photos"),
        help_text=_("JPEG, PNG, WebP or HEIC, up to 12 MB each. Please leave out faces and number plates."),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPTED, "data-shrink": ""}),
    )
    remove = TokensField(required=False)


class ReadersForm(forms.Form):
    """Who may read it."""

    readers = forms.ChoiceField(
        label=_("It may be read by"),
        help_text=_("Your name, and how to reach you, are never shown to everyone."),
        choices=READERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it")},
    )


class ReachForm(forms.Form):
    """How the answer reaches its resident, and what of that whoever answers may see."""

    contact = ContactField(
        label=by_phone_or_email(_("Your telephone number or e-mail address"), _("Your e-mail address")),
        help_text=_("We send a link there to confirm, and write to you when there is an answer."),
        error_messages={
            "required": by_phone_or_email(
                _("Enter a number or an address, so that the answer can reach you"),
                _("Enter your e-mail address, so that the answer can reach you"),
            )
        },
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Kept by the municipality. Nobody else sees it unless you tick it below."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    shares_name = forms.BooleanField(label=_("Whoever answers may see my name"), required=False)
    shares_contact = forms.BooleanField(label=_("Whoever answers may see my number or address"), required=False)

    def __init__(self, *args: Any, proven: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if proven:
            self.initial["contact"] = proven.value
            self.fields["contact"].disabled = True
            self.fields["contact"].help_text = _("It belongs to your account. We write to you there.")

    def clean(self) -> dict[str, Any]:
        """The answers; a name that is to be seen must be there."""
        answers = super().clean()
        if answers.get("shares_name") and not answers.get("name"):
            self.add_error("name", _("Enter your name, or do not let it be seen"))
        return answers


class KeyForm(forms.Form):
    """Which draft the last page was shown for."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class CheckForm(NoticeMixin, TrapMixin, KeyForm):
    """What is sent with the last button: which draft it was shown for, and the proof that a phone worked for it."""

    notice_form = RAISE

    challenge = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    proof = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
