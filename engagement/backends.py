"""What an account may do, from the rows that point to it."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from engagement.models import StaffMember, User

ENTER_WORKSPACE = "wagtailadmin.access_admin"


class StaffBackend(BaseBackend):
    """Whoever works for a municipality may enter the workspace. What they find there depends on their roles."""

    def has_perm(self, user_obj: User, perm: str, obj: Any = None) -> bool:
        """Whether an active account holds a permission by being staff."""
        if perm != ENTER_WORKSPACE or obj is not None or not (user_obj.is_authenticated and user_obj.is_active):
            return False
        if not hasattr(user_obj, "_works_somewhere"):
            # Asked many times for one page of the workspace; an account is loaded anew for each request.
            user_obj._works_somewhere = StaffMember.objects.filter(user=user_obj).exists()
        return user_obj._works_somewhere
