"""Where staff hold permissions: in the municipalities they work for, and nowhere else."""

from django.db.models import Q, QuerySet

from engagement.enums import Role
from engagement.models import StaffMember, User
from wards.models import Municipality
from wards.permissions import ACTIVATE_DELIMITATION, IMPORT_REGISTER

SEE_MESSAGES = "engagement.view_notification"
"""Read which messages could not be sent, and why."""
RETRY_MESSAGES = "engagement.change_notification"
"""Send them again."""

_ALL = ("view", "add", "change", "delete")
DECIDE_ANSWERING = "engagement.change_answeringpolicy"
"""Set how long answers take, and whether somebody looks before everyone may read."""
_RULES_FOR_ANSWERING = frozenset(
    {DECIDE_ANSWERING}
    | {f"engagement.{action}_{model}" for model in ("proclaimedday", "answertemplate") for action in _ALL}
    | {f"engagement.{action}_department" for action in _ALL if action != "delete"}
)

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.REGISTRAR: frozenset(
        {
            ACTIVATE_DELIMITATION,
            IMPORT_REGISTER,
            "wards.view_delimitation",
            "wards.view_municipality",
            "wards.change_municipality",
        }
        | {
            f"wards.{action}_{model}"
            for model in ("councillor", "place", "wardcommitteemember")
            for action in ("view", "add", "change", "delete")
        }
    ),
    Role.SUPERVISOR: frozenset({SEE_MESSAGES, RETRY_MESSAGES}),
    Role.SPEAKERS_OFFICE: _RULES_FOR_ANSWERING,
    Role.MUNICIPAL_MANAGER: _RULES_FOR_ANSWERING,
}
"""What a role brings with it, as Django names permissions. A group of the workspace can give more."""


class StaffPolicy:
    """A role's permissions count where the role is held; a group's, in each municipality an account works for."""

    def municipalities(self, user: User, permission: str) -> QuerySet[Municipality]:
        """See `wards.permissions.Policy`."""
        roles = [role for role, brought in PERMISSIONS.items() if permission in brought]
        held = Q() if user.has_perm(permission) else Q(roles__overlap=roles)
        return Municipality.objects.filter(pk__in=StaffMember.objects.filter(held, user=user).values("municipality"))
