"""Who may do what in which municipality.

The wards floor knows accounts, not staff: a higher floor registers the policy that says in which municipalities a
person holds a permission. Without a policy only superusers may do anything.
"""

from typing import Any, Protocol

from django.db.models import QuerySet

from wards.models import Municipality

IMPORT_REGISTER = "wards.import_register"
"""Bring in a list of councillors, places or wards from a file."""
ACTIVATE_DELIMITATION = "wards.activate_delimitation"
"""Put an edition of ward boundaries in force, ahead or at once, and undo it."""


class Policy(Protocol):
    """Says where a person holds a permission."""

    def municipalities(self, user: Any, permission: str) -> QuerySet[Municipality]:
        """The municipalities in which an active, signed-in person who is no superuser holds a permission.

        Args:
            permission: as Django names it, such as "wards.change_councillor".
        """


_policies: list[Policy] = []


def register_policy(policy: Policy) -> None:
    """Make `policy` the one that counts; called once, in `AppConfig.ready()`.

    Raises:
        ValueError: another policy is registered already.
    """
    if _policies:
        raise ValueError("A policy for permissions in municipalities is registered already.")
    _policies.append(policy)


def municipalities_for(user: Any, permission: str) -> QuerySet[Municipality]:
    """The municipalities in which a person holds a permission: every one for a superuser."""
    if not (user.is_authenticated and user.is_active):
        return Municipality.objects.none()
    if user.is_superuser:
        return Municipality.objects.all()
    return _policies[0].municipalities(user, permission) if _policies else Municipality.objects.none()


def may(user: Any, permission: str, municipality: Municipality | None) -> bool:
    """Whether a person holds a permission in a municipality.

    What concerns no single municipality (None), such as a gazetteer of a whole country, is for superusers alone.
    """
    if municipality is None:
        return bool(user.is_authenticated and user.is_active and user.is_superuser)
    return municipalities_for(user, permission).filter(pk=municipality.pk).exists()
