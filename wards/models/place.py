"""A named place: what people type when they are asked where they live."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.utils.translation import gettext_lazy as _

from wards.enums import PlaceKind


class Place(models.Model):
    """A suburb, village, town or landmark with a position (EPSG:4326); found by any of its names, misspelt too."""

    country = models.CharField(_("country"), max_length=2)
    municipality = models.ForeignKey(
        "wards.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    name = models.CharField(_("name"), max_length=200)
    other_names = ArrayField(models.CharField(max_length=200), verbose_name=_("other names"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=PlaceKind, default=PlaceKind.OTHER)
    point = models.PointField(_("position"), srid=4326)
    search_text = models.TextField(_("names as searched"), editable=False, help_text=_("One normalised name a line."))
    source = models.CharField(_("source"), max_length=100, blank=True)
    source_id = models.CharField(_("number in the source"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "source", "source_id"],
                name="place_source_id_unique",
                condition=~models.Q(source_id=""),
            ),
        ]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="place_search_text_trigram"),
        ]

    def __str__(self) -> str:
        return self.name
