"""What a resident changes of their own."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from engagement.form_notices import CONTACT
from engagement.forms.contact import ContactField
from engagement.forms.notice import NoticeMixin
from engagement.models import Resident


class DetailsForm(NoticeMixin):
    """Name and language."""

    notice_form = CONTACT

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Whoever answers sees it only where you said so. Leave it empty to have it deleted."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to you?"),
        choices=settings.LANGUAGES,
        error_messages={"required": _("Choose a language")},
    )

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        initial = {"name": resident.name or "", "language": resident.language}
        super().__init__(*args, initial=initial, municipality=resident.municipality, **kwargs)


class NewContactForm(NoticeMixin):
    """Another way to be reached."""

    notice_form = CONTACT

    contact = ContactField(
        label=_("Your new telephone number or e-mail address"),
        help_text=_("We send a code there. Until you type it, nothing changes."),
        error_messages={"required": _("Enter a telephone number or an e-mail address")},
    )

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        super().__init__(*args, municipality=resident.municipality, **kwargs)


class DeleteForm(forms.Form):
    """What goes, and that it is meant."""

    with_public = forms.BooleanField(
        label=_("Also remove my words that everyone can read"),
        help_text=_("Answers of the councillor and the office stay."),
        required=False,
    )
    with_account = forms.BooleanField(
        label=_("Also close my account, with everything in it"),
        required=False,
    )
    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Tick that you understand that this cannot be undone")},
    )

    def __init__(self, *args: Any, has_account: bool, has_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_account:
            del self.fields["with_account"]
        if not has_public:
            del self.fields["with_public"]
