"""What the story of a concern shows besides what every story does."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from engagement.enums import OWED, CheckPurpose, ConcernStatus, Publication
from engagement.form_notices import RAISE
from engagement.forms.standing import OwnContactForm
from engagement.forms.thread import FeedbackForm, ReopenForm, ReplyForm, SharingForm
from engagement.models import Case, User
from engagement.queries.appeals import may_appeal
from engagement.queries.cases import facts_of
from engagement.queries.feedback import judgement_of
from engagement.queries.follows import follow_of
from engagement.queries.handovers import open_handover
from engagement.queries.notices import notice_of
from engagement.queries.people import has_proven, proven_contact
from engagement.queries.supports import is_counted_for_good
from engagement.rules.contacts import Contact
from engagement.rules.visibility import Relation, Viewer, relations, sees_every_photo
from engagement.services.links import confirm_token, unfollow_token
from engagement.views.photos import photo_strip
from engagement.wording import notice_box, supporters_line


def story_context(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> dict[str, Any]:
    """What a concern adds to its story.

    Returns:
        `concern`; `title`, `text`, `place`, `spot` and `photos` as far as this viewer may see them, and `has_masks`
        where everyone reads less; `has_words` while they are not removed; `confirm_token` for whoever may confirm its
        address here, else empty; for what everyone can read, `supporters` in words, `still_counts` while more are
        counted, `proven` where a signed-in person needs no code, with `own_forms` for one press, and `follow` where
        they follow it;
        `may_appeal` for the resident of a concern that is not shown; to its own resident also what they can do now: the
        forms of `engagement/views/thread.py`, and `question`, whether a new councillor may read it.
    """
    concern = case.concern
    held = relations(viewer, facts_of(case))
    knows_all = held != {Relation.STRANGER}
    may_confirm = _may_confirm(case, viewer=viewer, user=user)
    is_public = case.publication == Publication.PUBLISHED
    follow = follow_of(user, case) if is_public else None
    proven = proven_contact(user) if is_public else None
    context = {
        "concern": concern,
        "title": concern.title if knows_all else concern.public_title,
        "text": concern.kept_text if knows_all else concern.public_text,
        "has_masks": knows_all and is_public and concern.kept_text != concern.public_text,
        "place": place_of(case, viewer),
        "spot": case.point if held - {Relation.STRANGER, Relation.MODERATOR} else case.rough_point,
        "photos": photo_strip(case, viewer),
        "confirm_token": confirm_token(case) if may_confirm else "",
        "is_public": is_public,
        "has_words": bool(concern.public_text if is_public else concern.kept_text),
        "supporters": supporters_line(concern) if is_public else [],
        "still_counts": is_public and not is_counted_for_good(case),
        "proven": proven,
        "follow": follow,
        "own_forms": _own_forms(case, proven) if proven else {},
        "unfollow": unfollow_token(follow) if follow else "",
        "may_appeal": Relation.RESIDENT in held and may_appeal(case),
    }
    if Relation.RESIDENT in held and case.confirmed_at is not None and case.resident is not None:
        context |= _own(case, at=timezone.now())
    return context


def _own(case: Case, *, at: datetime) -> dict[str, Any]:
    judgement = judgement_of(case, at=at)
    said = {"answer": judgement.answer_sequence} if judgement else {}
    if judgement and judgement.helped:
        said |= {"helped": judgement.helped, "why": judgement.why}
    shares = {"name": case.shares_name, "contact": case.shares_contact}
    is_asked = case.status == ConcernStatus.ASKED
    return {
        "question": open_handover(case, at),
        "notice_box": notice_box(notice_of(RAISE, case.municipality, at=at)),
        "judgement": judgement,
        "is_asked": is_asked,
        "reply_form": ReplyForm(is_asked=is_asked) if case.status in OWED else None,
        "feedback_form": FeedbackForm(initial=said) if judgement and judgement.may_say else None,
        "reopen_form": ReopenForm() if judgement and judgement.may_reopen else None,
        "sharing_form": SharingForm(initial=shares, has_name=bool(case.resident.name)) if not case.closed_at else None,
    }


def _own_forms(case: Case, proven: Contact) -> dict[str, OwnContactForm]:
    """The forms for one press with a proven contact; news goes by e-mail alone."""
    purposes = [CheckPurpose.SUPPORT] if proven.is_phone else [CheckPurpose.SUPPORT, CheckPurpose.FOLLOW]
    facts = {"municipality": case.municipality, "at": timezone.now()}
    return {purpose.value: OwnContactForm(purpose=purpose, **facts) for purpose in purposes}


def place_of(case: Case, viewer: Viewer) -> str:
    """The place in words; for who is neither the resident nor handles the case, without what tells who lives there."""
    return case.place_words if sees_every_photo(viewer, facts_of(case)) else case.concern.public_place


def _may_confirm(case: Case, *, viewer: Viewer, user: User | AnonymousUser) -> bool:
    """Whether somebody proved to read the mailbox with which a case was given; having typed it is not enough."""
    if case.status != ConcernStatus.UNCONFIRMED or case.resident is None:
        return False
    contact = case.resident.contact
    return case.pk in viewer.granted or (contact is not None and has_proven(user, contact))
