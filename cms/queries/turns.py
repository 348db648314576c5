"""When pages begin to read otherwise by the clock alone."""

from datetime import datetime

from django.db.models import Min, Q

from cms.models import EventPage, NoticePage


def next_turn(at: datetime) -> datetime | None:
    """When the next notice or meeting begins or ends, of whichever municipality; None where none is ahead."""
    turns = []
    for kind in (NoticePage, EventPage):
        ahead = kind.objects.live().filter(ends_at__gt=at)
        turns += ahead.aggregate(starts=Min("starts_at", filter=Q(starts_at__gt=at)), ends=Min("ends_at")).values()
    return min(filter(None, turns), default=None)
