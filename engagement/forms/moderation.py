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
