"""A ward: one electoral area of one municipality in one edition of boundaries."""

from django.contrib.gis.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Ward(models.Model):
    """One ward. Look-ups use `boundary`, maps use `outline`; both are WGS 84 (EPSG:4326), longitude first."""

    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="wards")
    delimitation = models.ForeignKey("wards.Delimitation", on_delete=models.PROTECT, related_name="wards")
    code = models.CharField(_("code"), max_length=64, help_text=_("As the country writes it, such as 79800001."))
    number = models.PositiveIntegerField(
        _("number"), null=True, blank=True, help_text=_("Within the municipality; not every country numbers its wards.")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    boundary = models.MultiPolygonField(_("boundary"), srid=4326, spatial_index=True)
    outline = models.MultiPolygonField(
        _("outline"), srid=4326, spatial_index=True, help_text=_("Simplified for maps together with its neighbours.")
    )
    label_point = models.PointField(_("label point"), srid=4326, spatial_index=False)
    source = models.ForeignKey(
        "wards.ImportReport", verbose_name=_("source"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ward")
        verbose_name_plural = _("wards")
        ordering = ["municipality", "number", "code"]
        constraints = [
            models.UniqueConstraint(fields=["delimitation", "code"], name="ward_code_unique_in_delimitation"),
        ]
        indexes = [models.Index(fields=["code"], name="ward_code")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """How people say it: "Ward 3, Thutong", "Ward 3", "Thutong" or, without either, the code."""
        if self.number and self.name:
            return gettext("Ward %(number)s, %(name)s") % {"number": self.number, "name": self.name}
        if self.number:
            return gettext("Ward %(number)s") % {"number": self.number}
        return self.name or self.code

    def get_absolute_url(self) -> str:
        """The ward's page, in the language in use."""
        return reverse("wards:ward", args=[self.code])
