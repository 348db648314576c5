"""Erasing what was written on a case: on its timeline, and where pages read it from."""

from datetime import datetime

from django.db.models import QuerySet

from engagement import kinds
from engagement.enums import Actor, EraseReason
from engagement.models import Case, TimelineEvent, User
from engagement.services.timeline import erase_events
from wards.services.public_pages import note_public_change


def erase_words(
    *,
    case: Case,
    events: QuerySet[TimelineEvent],
    with_detail: bool,
    reason: EraseReason,
    actor: Actor,
    by: User | None,
    at: datetime,
) -> None:
    """Erase what events of a locked case say; tombstones stay and verify. Done twice, it is erased.

    Args:
        with_detail: what the resident wrote goes too: the words that pages show, and the place.
    """
    erase_events(case=case, events=events, reason=reason, actor=actor, by=by, at=at)
    if not with_detail:
        return
    kinds.get(case.kind).get_erase_words()(case)
    case.point, case.place_words = None, ""
    case.save(update_fields=["point", "place_words"])
    note_public_change([case.municipality_id])
