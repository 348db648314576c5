"""Which concerns of a ward somebody wants to see."""

from django import forms

from engagement.enums import ShownState


class WardConcernsForm(forms.Form):
    """What the address of the list asks for; everything where it asks for nothing, or for nonsense."""

    state = forms.ChoiceField(choices=ShownState, required=False)

    def asked_state(self) -> str:
        """A `ShownState`; empty where none was asked for."""
        self.full_clean()
        return self.cleaned_data.get("state", "")
