"""When an edition of boundaries is in force in a municipality."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Activation(models.Model):
    """An edition counts in one municipality for a range of days; the range's end is the next activation's start.

    An activation that was undone keeps its row, so that history shows who switched what and when.
    """

    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="activations")
    delimitation = models.ForeignKey("wards.Delimitation", on_delete=models.PROTECT, related_name="activations")
    starts_on = models.DateField(_("starts on"))
    in_force = DateRangeField(_("in force"), help_text=_("From the first day, up to the day before the last."))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(_("set at"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        verbose_name = _("activation")
        verbose_name_plural = _("activations")
        ordering = ["municipality", "starts_on"]
        permissions = [("activate_delimitation", _("Can put ward boundaries in force"))]
        constraints = [
            ExclusionConstraint(
                name="activation_one_edition_a_day",
                expressions=[("municipality", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
                condition=Q(undone_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.delimitation} from {self.starts_on}"
