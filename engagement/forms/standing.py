"""What the public may do with a concern that everyone can read: say that it affects them, follow it, report it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagement.enums import CheckPurpose, ReportReason
from engagement.form_notices import APPEAL, FOLLOW, FOLLOW_NOTICES, REPORT, SUPPORT
from engagement.forms.contact import ContactField, by_phone_or_email
from engagement.forms.notice import NoticeMixin
from engagement.forms.trap import TrapMixin
from engagement.forms.words import WordsField
from engagement.rules.contacts import Contact, by_email

BY_EMAIL_ALONE = frozenset({CheckPurpose.FOLLOW, CheckPurpose.FOLLOW_NOTICES})
"""What sends news, and so takes a mailbox."""


def notice_for(purpose: CheckPurpose) -> str:
    """The key of the notice that stands where a contact is used for something."""
    return {CheckPurpose.FOLLOW: FOLLOW, CheckPurpose.FOLLOW_NOTICES: FOLLOW_NOTICES}.get(purpose, SUPPORT)


class MailboxField(forms.EmailField):
    """An e-mail address; its value is a `Contact`."""

    def clean(self, value: Any) -> Contact:
        """The contact.

        Raises:
            ValidationError: it is missing, or no address.
        """
        return by_email(super().clean(value))


class ContactForm(NoticeMixin, TrapMixin):
    """The contact to which a code is sent."""

    contact = ContactField(
        label=by_phone_or_email(_("Your telephone number or e-mail address"), _("Your e-mail address")),
        help_text=_("We send a code there. It is counted once, and your number or address is deleted a day later."),
        error_messages={
            "required": by_phone_or_email(
                _("Enter a number or an address, so that the code can reach you"),
                _("Enter your e-mail address, so that the code can reach you"),
            )
        },
    )

    def __init__(self, *args: Any, purpose: CheckPurpose, **kwargs: Any) -> None:
        self.notice_form = notice_for(purpose)
        super().__init__(*args, **kwargs)
        if purpose in BY_EMAIL_ALONE:
            self.fields["contact"] = MailboxField(
                label=_("Your e-mail address"),
                help_text=_("We send a code there, and later the news. Every message has a link that ends it."),
                widget=forms.EmailInput(attrs={"autocomplete": "email"}),
                max_length=254,
                error_messages={
                    "required": _("Enter the e-mail address to which the news should go"),
                    "invalid": _("Enter an e-mail address in the right form, like name@example.org"),
                },
            )


class OwnContactForm(NoticeMixin):
    """One press with the contact that an account has proved: nothing is asked for but that it read the notice."""

    def __init__(self, *args: Any, purpose: CheckPurpose, **kwargs: Any) -> None:
        self.notice_form = notice_for(purpose)
        super().__init__(*args, auto_id=False, **kwargs)  # a story shows two of them


class ReasonForm(forms.Form):
    """What is wrong with what everyone can read."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=ReportReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it")},
    )
    words = WordsField(
        label=_("What should we look at?"),
        help_text=_("A moderator of the municipality reads this, and the Speaker's office if you appeal."),
        most=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """The answers; something else has to be said in words."""
        answers = super().clean()
        if answers.get("reason") == ReportReason.OTHER and not answers.get("words") and "words" not in self.errors:
            self.add_error("words", ValidationError(_("Say what is wrong with it")))
        return answers


class ReportForm(NoticeMixin, TrapMixin, ReasonForm):
    """The same, and how whoever reports it is told what was decided."""

    notice_form = REPORT

    contact = ContactField(
        label=by_phone_or_email(_("Your telephone number or e-mail address"), _("Your e-mail address")),
        help_text=_("Only if you want to be told what was decided."),
        required=False,
    )


class AskModeratorForm(ReasonForm):
    """The same from the desk: who asks is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = _("The moderators alone read this.")


class AppealForm(NoticeMixin):
    """Why a decision was wrong."""

    notice_form = APPEAL

    words = WordsField(
        label=_("Why should it be decided otherwise?"),
        help_text=_("Somebody who did not take the decision reads this. You can appeal once."),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why it should be decided otherwise")},
    )
