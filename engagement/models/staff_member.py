"""A staff member: an account that works for one municipality."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.enums import Role


class StaffMember(models.Model):
    """Joins an account to a municipality and the roles held there; one account may work for several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_memberships")
    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="staff")
    roles = ArrayField(models.CharField(max_length=32, choices=Role), verbose_name=_("roles"), default=list)

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")
        constraints = [
            models.UniqueConstraint(fields=["user", "municipality"], name="staff_member_once_a_municipality"),
            models.CheckConstraint(
                name="staff_member_roles_known", condition=models.Q(roles__contained_by=sorted(Role.values))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.municipality}"
