"""A field that people do not see."""

from django import forms


class TrapMixin(forms.Form):
    """A form with a field that people do not see: whoever fills it in is a program."""

    TRAP = "website"

    def is_trapped(self) -> bool:
        """Whether a program filled in the form."""
        return bool(self.data.get(self.TRAP))
