"""A municipality: the body that wards belong to and that owes an answer."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wards.enums import MunicipalityCategory
from wards.rules.codes import UNSAFE_CHARACTERS, is_address_safe


class Municipality(models.Model):
    """One municipality of one country, such as ZA JHB or KE NAIROBI."""

    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 code of two letters, such as ZA."))
    code = models.CharField(_("code"), max_length=32, help_text=_("As the country writes it, such as NC091."))
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(
        _("category"), max_length=16, choices=MunicipalityCategory, default=MunicipalityCategory.OTHER
    )
    district = models.ForeignKey(
        "self",
        verbose_name=_("parent district"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
    )
    site = models.OneToOneField(
        "wagtailcore.Site",
        verbose_name=_("site"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="municipality",
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="municipality_code_unique_in_country"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that would break every page that links this municipality."""
        if self.code and not is_address_safe(self.code):
            message = _("The code stands in addresses: leave out %(characters)s and spaces at the ends.")
            raise ValidationError({"code": message % {"characters": UNSAFE_CHARACTERS}})

    @property
    def key(self) -> str:
        """How addresses name it, in every country: "ZA-JHB"."""
        return f"{self.country}-{self.code}"

    def get_absolute_url(self) -> str:
        """The page of its wards, in the language in use."""
        return reverse("wards:municipality", args=[self.key])
