"""What people write in their own words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

from wards.rules.words import without_controls


class WordsField(forms.CharField):
    """Text of which nothing is cut: a browser that knows a limit drops the end of what is pasted without a word.

    Args:
        most: how many characters it may have. Each end of a line counts as one, as people count.
    """

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: Any) -> str:
        """The text with plain ends of lines, and nothing that is no writing."""
        return without_controls(super().to_python(value)).strip().replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        """Say by how much a text is too long.

        Raises:
            ValidationError: it is missing, or too long.
        """
        super().validate(value)
        over = len(value) - self.most
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is %(over)d character too long: %(most)d fit. Shorten it; nothing you typed is lost",
                    "This is %(over)d characters too long: %(most)d fit. Shorten it; nothing you typed is lost",
                    over,
                )
                % {"over": over, "most": self.most}
            )
