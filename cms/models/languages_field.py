"""A choice of languages among those of the installation."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language_info


class LanguagesField(ArrayField):
    """Codes of languages, ticked in a list; none ticked means all of them."""

    def __init__(self, base_field: models.Field | None = None, **kwargs: Any) -> None:
        super().__init__(base_field or models.CharField(max_length=16), **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A box to tick for each language, by its own name."""
        # Not ArrayField's own, which asks for one line with commas.
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            required=False,
            choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
            widget=forms.CheckboxSelectMultiple,
        )
