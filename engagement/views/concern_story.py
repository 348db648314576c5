"""What the story of a concern shows besides what every story does."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from engagement.enums import ConcernStatus, Publication
from engagement.models import Case, User
from engagement.queries.appeals import may_appeal
from engagement.queries.cases import facts_of
from engagement.queries.follows import follow_of
from engagement.queries.people import has_proven, proven_address
from engagement.rules.visibility import Relation, Viewer, relations
from engagement.services.links import confirm_token, unfollow_token
from engagement.wording import supporters_line


def story_context(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> dict[str, Any]:
    """What a concern adds to its story.

    Returns:
        `concern`; `title` and `text` as this viewer may read them, and `has_masks` where everyone reads less;
        `confirm_token` for whoever may confirm its address here, else empty; for what everyone can read, `supporters`
        in words, `proven` where a signed-in person needs no code, and `follow` where they follow it;
        `may_appeal` for the resident of a concern that is not shown.
    """
    concern = case.concern
    held = relations(viewer, facts_of(case))
    knows_all = held != {Relation.STRANGER}
    may_confirm = _may_confirm(case, viewer=viewer, user=user)
    is_public = case.publication == Publication.PUBLISHED
    follow = follow_of(user, case) if is_public else None
    return {
        "concern": concern,
        "title": concern.title if knows_all else concern.public_title,
        "text": concern.text if knows_all else concern.public_text,
        "has_masks": knows_all and is_public and concern.text != concern.public_text,
        "confirm_token": confirm_token(case) if may_confirm else "",
        "is_public": is_public,
        "supporters": supporters_line(concern) if is_public else [],
        "proven": proven_address(user) if is_public else "",
        "follow": follow,
        "unfollow": unfollow_token(follow) if follow else "",
        "may_appeal": Relation.RESIDENT in held and may_appeal(case),
    }


def _may_confirm(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> bool:
    """Whether somebody proved to read the mailbox with which a case was given; having typed it is not enough."""
    if case.status != ConcernStatus.UNCONFIRMED or case.resident is None:
        return False
    contact = case.resident.contact
    return case.pk in viewer.granted or (contact is not None and has_proven(user, contact))
