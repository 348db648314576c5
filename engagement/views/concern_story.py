"""What the story of a concern shows besides what every story does."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from engagement.enums import ConcernStatus
from engagement.models import Case, User
from engagement.queries.people import has_proven
from engagement.rules.visibility import Viewer
from engagement.services.links import confirm_token


def story_context(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> dict[str, Any]:
    """`concern`, and `confirm_token` for whoever may confirm its address here; else it is empty."""
    may_confirm = _may_confirm(case, viewer=viewer, user=user)
    return {"concern": case.concern, "confirm_token": confirm_token(case) if may_confirm else ""}


def _may_confirm(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> bool:
    """Whether somebody proved to read the mailbox with which a case was given; having typed it is not enough."""
    if case.status != ConcernStatus.UNCONFIRMED or case.resident is None:
        return False
    contact = case.resident.contact
    return case.pk in viewer.granted or (contact is not None and has_proven(user, contact))
