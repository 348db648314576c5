"""Which of a desk's wards a page is about."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wards.models import Ward


class DeskWardForm(forms.Form):
    """`ward`: a code; without one it is the first of the desk's wards."""

    ward = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, wards: Sequence[Ward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wards = wards

    def asked_ward(self) -> Ward | None:
        """The ward that was asked for; None where the desk has none of that code, or none at all."""
        if not self.is_valid():
            return None
        code = self.cleaned_data["ward"]
        return next((ward for ward in self._wards if not code or ward.code == code), None)
