"""What a resident brings to the councillor."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.enums import Nature
from engagement.forms.contact import ContactField, by_phone_or_email
from engagement.forms.words import WordsField
from engagement.rules.contacts import by_email

EVERYONE, COUNCILLOR = "everyone", "councillor"


NATURES = [
    (Nature.ISSUE, _("Something is wrong")),
    (Nature.SUGGESTION, _("A suggestion")),
    (Nature.QUESTION, _("A question")),
    (Nature.COMPLIMENT, _("A compliment")),
]


def new_key() -> str:
    """What makes one showing of a form different from the next."""
    return str(uuid.uuid4())


class RaiseConcernForm(forms.Form):
    """Subject, words, who may read them, and how to reach the person who wrote them."""

    nature = forms.ChoiceField(label=_("What is it?"), choices=NATURES)
    subject = WordsField(
        label=_("In one line"),
        help_text=_("Such as: Streetlights out along Station Road."),
        most=120,
        error_messages={"required": _("Say in one line what it is about")},
    )
    text = WordsField(
        label=_("What would you like to say?"),
        help_text=_("Say what is wrong, where, and since when. Please leave out names and ID numbers."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell the councillor what it is about")},
    )
    readers = forms.ChoiceField(
        label=_("Who may read it?"),
        help_text=_("Your name and your address are never shown."),
        choices=[
            (EVERYONE, _("Everyone, on the ward's page, once the municipality has checked it")),
            (COUNCILLOR, _("The councillor and the staff who handle it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it")},
    )
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
        help_text=_("Kept by the municipality. The councillor does not see it."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args: Any, proven_email: str = "", **kwargs: Any) -> None:
        """With an address that the account has proved, who it is needs no asking."""
        super().__init__(*args, **kwargs)
        self.proven_email = proven_email
        if proven_email:
            del self.fields["contact"], self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """The answers, with the proven address where none was asked for."""
        answers = super().clean()
        return answers | {"contact": by_email(self.proven_email), "name": ""} if self.proven_email else answers

    # A field that people do not see: whoever fills it in is a program.
    TRAP = "website"

    def is_trapped(self) -> bool:
        """Whether a program filled in the form."""
        return bool(self.data.get(self.TRAP))
