"""A coordinate as people, phones and programs write it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

# A plain decimal number; programs write numbers near zero with an exponent.
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?(e-[0-9]{1,2})?", re.ASCII | re.IGNORECASE)
_MINUS = "\N{MINUS SIGN}"


class CoordinateField(forms.FloatField):
    """Decimal degrees between -`limit` and `limit`; what is wrong is said with the name of the parameter."""

    def __init__(self, name: str, *, limit: int, example: str, **kwargs: Any) -> None:
        words = {"name": name, "limit": limit, "example": example}
        beyond = _("%(name)s must lie between -%(limit)s and %(limit)s degrees.") % words
        super().__init__(
            validators=[MinValueValidator(-limit, beyond), MaxValueValidator(limit, beyond)],
            error_messages={
                "required": _("Give %(name)s in decimal degrees, such as %(name)s=%(example)s.") % words,
                "invalid": _("%(name)s is not a number of decimal degrees, such as %(name)s=%(example)s.") % words,
            },
            **kwargs,
        )

    def to_python(self, value: str | None) -> float | None:
        """Read the number; the minus sign of a typeset page counts as one.

        Raises:
            ValidationError: the text is anything but a decimal number.
        """
        text = (value or "").strip().replace(_MINUS, "-")
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return float(text)
