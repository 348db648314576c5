"""Forgetting what nobody needs any more. docs/concepts.md lists the periods; all of it may run twice."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Q

from engagement.enums import NotificationState
from engagement.models import Notification

# Long enough to look into "I never got that message"; what was promised stands on the timeline for good.
SENT_KEPT_FOR = timedelta(days=90)
# Staff have seen it twice over in their list by then; nobody waits for a message of half a year ago.
SET_ASIDE_KEPT_FOR = timedelta(days=180)


def forget_messages(*, at: datetime) -> int:
    """Delete messages that went out, or were set aside, long ago: each row says who was written to about which case.

    Returns:
        How many rows went.
    """
    sent = Q(state=NotificationState.SENT, sent_at__lt=at - SENT_KEPT_FOR)
    set_aside = Q(state=NotificationState.SET_ASIDE, created_at__lt=at - SET_ASIDE_KEPT_FOR)
    deleted, _by_model = Notification.objects.filter(sent | set_aside).delete()
    return deleted


def forget_sessions() -> None:
    """Delete sessions that have ended; they hold which cases were opened, and who signed in by what."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
