"""Messages that could not be sent, for the staff who look after them."""

from typing import Any

from django.db.models import Q, QuerySet

from engagement.enums import NotificationState
from engagement.models import Notification
from engagement.staff_policy import SEE_MESSAGES
from wards.permissions import municipalities_for


def set_aside_for(user: Any, permission: str = SEE_MESSAGES) -> QuerySet[Notification]:
    """What was set aside in the municipalities where a person holds a permission, the oldest first.

    Among it what a provider took and the network then gave up.

    A message about no case belongs to no municipality, and is for superusers alone.
    """
    failed = Q(state=NotificationState.SET_ASIDE) | Q(undelivered_at__isnull=False)
    found = Notification.objects.filter(failed).select_related("case__municipality")
    if not (user.is_active and user.is_superuser):
        found = found.filter(case__municipality__in=municipalities_for(user, permission))
    return found.order_by("created_at", "pk")
