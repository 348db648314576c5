"""What somebody writes to a councillor, from the first answer to sending it or letting it go."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction

from engagement.enums import ConcernStep, Nature, Readers
from engagement.models import Case, ConcernDraft, Photo, User
from engagement.queries.concern_drafts import KEPT_FOR, token_digest
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.concerns import raise_concern
from engagement.services.notices import keep_notice
from engagement.services.photos import forget_photos
from wards.models import Ward


@transaction.atomic
def begin_draft(
    *, ward: Ward, answers: Mapping[str, Any], language: str, notice: ShownNotice | None = None, at: datetime
) -> tuple[ConcernDraft, str]:
    """Keep a first answer.

    Args:
        notice: what was said of the data beside the question.

    Returns:
        The draft, and the token that opens it; the token is stored nowhere but in the browser.
    """
    token = secrets.token_urlsafe(32)
    draft = ConcernDraft(token_digest=token_digest(token), ward=ward, language=language, begun_at=at, kept_at=at)
    draft.answers = {ConcernStep.WHAT: dict(answers)}
    draft.privacy_notice = keep_notice(shown=notice)
    draft.save()
    return draft, token


@transaction.atomic
def keep_answers(
    *,
    draft: ConcernDraft,
    step: ConcernStep,
    answers: Mapping[str, Any],
    language: str,
    at: datetime,
    ward: Ward | None = None,
    notice: ShownNotice | None = None,
) -> ConcernDraft:
    """Keep what was answered on one page. What was sent already is left alone.

    Args:
        answers: in place of what was answered there before; with "unfinished" the question still waits.
        ward: the ward that it goes to from now on, where that changes.
        notice: what was said of the data beside the question, where something was.
    """
    draft = ConcernDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.case_id is not None:
        return draft
    draft.answers = draft.answers | {step: dict(answers)}
    draft.language, draft.kept_at = language, max(at, draft.begun_at)
    draft.ward = ward or draft.ward
    if notice:
        draft.privacy_notice = keep_notice(shown=notice)
    draft.save(update_fields=["encrypted_answers", "language", "kept_at", "ward", "privacy_notice"])
    return draft


def send_draft(
    *,
    draft: ConcernDraft,
    contact: Contact,
    language: str,
    notice: ShownNotice | None = None,
    at: datetime,
    by: User | None = None,
    sent_here: Collection[int] = (),
) -> Case:
    """Raise the concern that was written. Sent twice, also at the same moment, it is one case.

    Args:
        draft: with every answer that is needed, as it was shown to its author.
        contact: how the resident is reached: as answered, or as their account has proved.
        notice: what was said of the data beside the last button.
        by: the account, where the resident is signed in.
        sent_here: as in `raise_concern`.

    Raises:
        NotPossibleError: as `raise_concern`; the draft stays as it is.
    """
    answers = draft.answers
    what, reached = answers[ConcernStep.WHAT], answers.get(ConcernStep.CONTACT, {})
    where = answers.get(ConcernStep.WHERE, {})
    return raise_concern(
        ward=draft.ward,
        nature=Nature(what["nature"]),
        subject=what["subject"],
        text=what["text"],
        is_public=answers[ConcernStep.READERS]["readers"] == Readers.EVERYONE,
        contact=contact,
        name=reached.get("name", ""),
        shares_name=bool(reached.get("shares_name")),
        shares_contact=bool(reached.get("shares_contact")),
        language=language,
        point=point_of(where),
        place_words=where.get("words", ""),
        notice=notice,
        draft=draft,
        at=at,
        by=by,
        sent_here=sent_here,
    )


@transaction.atomic
def forget_draft(*, draft: ConcernDraft) -> None:
    """Delete what was typed, and the photos with their files; what was sent is a case and stays."""
    forget_photos(photos=Photo.objects.filter(draft=draft))
    ConcernDraft.objects.filter(pk=draft.pk).delete()


@transaction.atomic
def forget_concern_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody touched for seven days.

    Returns:
        How many drafts went.
    """
    old = list(ConcernDraft.objects.filter(kept_at__lt=at - KEPT_FOR).values_list("pk", flat=True))
    forget_photos(photos=Photo.objects.filter(draft__in=old))
    ConcernDraft.objects.filter(pk__in=old).delete()
    return len(old)


def point_of(where: Mapping[str, Any]) -> Point | None:
    """The place on the map in the answer to "Where is it?"; None without one."""
    if where.get("longitude") is None or where.get("latitude") is None:
        return None
    return Point(where["longitude"], where["latitude"], srid=4326)
