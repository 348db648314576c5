"""A delimitation: one dated edition of a country's ward boundaries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delimitation(models.Model):
    """A dated edition of boundaries, such as South Africa's of 2021 or Kenya's of 2012."""

    country = models.CharField(_("country"), max_length=2)
    edition = models.SlugField(_("edition"), max_length=32, help_text=_("Short name, such as 2021."))
    published_on = models.DateField(_("published on"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("edition of boundaries")
        verbose_name_plural = _("editions of boundaries")
        ordering = ["country", "-published_on"]
        constraints = [
            models.UniqueConstraint(fields=["country", "edition"], name="delimitation_edition_unique_in_country"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.edition}"
