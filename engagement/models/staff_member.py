"""A staff member: an account that works for one municipality."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.enums import DEPARTMENT_ROLES, Role


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """Staff by what they may do."""

    def handling(self, department_id: int | None) -> "StaffMemberQuerySet":
        """Those who handle what is passed on to a department."""
        return self.filter(department_id=department_id, roles__overlap=sorted(DEPARTMENT_ROLES)).exclude(
            department=None
        )


class StaffMember(models.Model):
    """Joins an account to a municipality and the roles held there; one account may work for several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_memberships")
    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="staff")
    department = models.ForeignKey(
        "engagement.Department",
        verbose_name=_("department"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="staff",
    )
    roles = ArrayField(models.CharField(max_length=32, choices=Role), verbose_name=_("roles"), default=list)

    objects = StaffMemberQuerySet.as_manager()

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
