"""A moderator's decision."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from engagement.enums import PublicationRefusal

PUBLISH = "publish"


class DecisionForm(forms.Form):
    """Show a concern to everyone, or say why not."""

    decision = forms.ChoiceField(
        label=_("May everyone read it?"),
        choices=[
            (PUBLISH, _("Yes: show it on the ward's page")),
            *((reason.value, format_lazy(_("No. {reason}"), reason=reason.label)) for reason in PublicationRefusal),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether everyone may read it")},
    )

    def refusal(self) -> PublicationRefusal | None:
        """Why it is not shown; None where it is."""
        decision = self.cleaned_data["decision"]
        return None if decision == PUBLISH else PublicationRefusal(decision)


class ShowAfterAllForm(forms.Form):
    """Show a concern that was refused."""

    sure = forms.BooleanField(
        label=_("I have read it again, and everyone may read it"),
        error_messages={"required": _("Tick that everyone may read it")},
    )


class WithdrawalForm(forms.Form):
    """Why a concern is taken down, and whether its words go too."""

    reason = forms.ChoiceField(
        label=_("Why is it taken down?"),
        help_text=_("The resident and whoever has the link read the reason."),
        choices=PublicationRefusal,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is taken down")},
    )
    erase_words = forms.BooleanField(
        label=_("Also remove the words for good"),
        help_text=_("Nobody can read them any more, the councillor included. This cannot be undone."),
        required=False,
    )
