"""A ward committee: up to ten residents who advise the councillor (Municipal Structures Act, s 73)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WardCommitteeMember(models.Model):
    """A member, named because they agreed to it; no contact is kept."""

    ward = models.ForeignKey("wards.Ward", on_delete=models.PROTECT, related_name="committee")
    name = models.CharField(_("name"), max_length=200)
    portfolio = models.CharField(_("portfolio"), max_length=200, blank=True)
    agreed_on = models.DateField(_("agreed to be named on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("ward committee member")
        verbose_name_plural = _("ward committee members")
        ordering = ["ward", "name"]

    def __str__(self) -> str:
        return self.name
