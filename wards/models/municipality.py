"""A municipality: the body that wards belong to and that owes an answer."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wards.enums import MunicipalityCategory
from wards.rules.codes import UNSAFE_CHARACTERS, is_address_safe
from wards.rules.time_zones import is_time_zone, time_zone_of


def default_time_zone(country: str) -> str:
    """The zone of a country that has exactly one, else the installation's."""
    return time_zone_of(country, otherwise=settings.TIME_ZONE)


def check_time_zone(name: str) -> None:
    """Refuse what is no name of a time zone.

    Raises:
        ValidationError: it is none; the message says what one looks like.
    """
    if not is_time_zone(name):
        raise ValidationError(_("There is no such time zone. Write its name as in Africa/Nairobi."))


class Municipality(models.Model):
    """One municipality of one country, such as ZA JHB or KE NAIROBI."""

    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 code of two letters, such as ZA."))
    code = models.CharField(_("code"), max_length=32, help_text=_("As the country writes it, such as NC091."))
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(
        _("category"), max_length=16, choices=MunicipalityCategory, default=MunicipalityCategory.OTHER
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[check_time_zone],
        help_text=_("Its days, working hours and promises follow it. Left empty, it is the one of the country."),
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
            models.CheckConstraint(condition=~models.Q(time_zone=""), name="municipality_has_time_zone"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that would break every page that links this municipality; fill in the time zone."""
        if self.code and not is_address_safe(self.code):
            message = _("The code stands in addresses: leave out %(characters)s and spaces at the ends.")
            raise ValidationError({"code": message % {"characters": UNSAFE_CHARACTERS}})
        # The constraint is checked before `save`.
        self.time_zone = self.time_zone or default_time_zone(self.country)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it the time zone of its country where none was said."""
        self.time_zone = self.time_zone or default_time_zone(self.country)
        super().save(*args, **kwargs)

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return ZoneInfo(self.time_zone)

    def day_at(self, at: datetime) -> date:
        """The day in its calendar at a moment."""
        return at.astimezone(self.zone).date()

    @property
    def key(self) -> str:
        """How addresses name it, in every country: "ZA-JHB"."""
        return f"{self.country}-{self.code}"

    def get_absolute_url(self) -> str:
        """The page of its wards, in the language in use."""
        return reverse("wards:municipality", args=[self.key])
