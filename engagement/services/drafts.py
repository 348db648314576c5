"""Keeping what was typed into an answer while its author signs in again."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core import signing

from engagement.enums import Outcome
from engagement.models import AnswerDraft, Case, User

_AUTHOR = "engagement.author-of-answer"
# Over a weekend and a holiday; then the author no longer remembers what was meant.
KEPT_FOR = timedelta(days=7)
# Ten times what an answer may have: what is too long is told so when it is sent, not cut before.
LONGEST = 50_000


def author_token(*, case: Case, author: User) -> str:
    """What a form carries so that it can be kept for whoever it was shown to, also once their session has ended."""
    return signing.dumps([author.pk, case.reference], salt=_AUTHOR)


def keep_draft(
    *, token: str, text: str, outcome: str, readers: str, at: datetime, details: Mapping[str, str] | None = None
) -> AnswerDraft | None:
    """Keep a typed answer for the account to which the form was shown. It sends nothing.

    Args:
        token: from `author_token`; it stands in for the session, so that nobody can put words into another's form.
        details: what else was typed, by the name of the field.

    Returns:
        None where there is nothing to keep, or where the token is not ours or older than seven days.
    """
    try:
        author, reference = signing.loads(token, salt=_AUTHOR, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    user, case = User.objects.filter(pk=author).first(), Case.objects.filter(reference=reference).first()
    if user is None or case is None or not text.strip():
        return None
    said = {
        "text": text[:LONGEST],
        "outcome": outcome if outcome in Outcome.values else "",
        "readers": readers[:16],
        "details": json.dumps({name: value[:LONGEST] for name, value in (details or {}).items() if value}),
        "kept_at": at,
    }
    draft, _is_new = AnswerDraft.objects.update_or_create(user=user, case=case, defaults=said)
    return draft


def drop_draft(*, case: Case, by: User) -> None:
    """Forget what was kept for an account on a case: it was sent."""
    AnswerDraft.objects.filter(case=case, user=by).delete()


def forget_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody sent within seven days.

    Returns:
        How many rows went.
    """
    deleted, _by_model = AnswerDraft.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    return deleted
