"""A department of a municipality: where what a councillor passes on is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Department(models.Model):
    """Its name, and the mailbox in which it reads what is passed on to it."""

    municipality = models.ForeignKey(
        "wards.Municipality", verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="departments"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(
        _("e-mail address"), help_text=_("Of its office, not of a person: it is told of whatever is passed on to it.")
    )
    is_active = models.BooleanField(
        _("takes things on"), default=True, help_text=_("Else councillors can pass nothing on to it any more.")
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["municipality", "name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="department_name_once_a_municipality")
        ]

    def __str__(self) -> str:
        return self.name
