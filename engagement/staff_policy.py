"""Where staff hold the permissions of the wards floor: in the municipalities they work for, and nowhere else."""

from django.db.models import QuerySet

from engagement.models import User
from wards.models import Municipality


class StaffPolicy:
    """A permission given to an account counts in each municipality of which the account is a staff member."""

    def municipalities(self, user: User, permission: str) -> QuerySet[Municipality]:
        """See `wards.permissions.Policy`."""
        if not user.has_perm(permission):
            return Municipality.objects.none()
        return Municipality.objects.filter(staff__user=user)
