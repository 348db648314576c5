"""What somebody began to write, by the token that their browser holds."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from engagement.models import Case, ConcernDraft

# Over a weekend without data; a phone that changes hands in the meantime has the button that deletes it.
KEPT_FOR = timedelta(days=7)


def token_digest(token: str) -> str:
    """Under which a token is stored: who reads the database holds nobody's draft."""
    return hashlib.sha256(token.encode()).hexdigest()


def draft_of_token(token: str, *, at: datetime) -> ConcernDraft | None:
    """The draft of a browser, with its ward; None without one, and after seven days without a change."""
    if not token:
        return None
    drafts = ConcernDraft.objects.filter(token_digest=token_digest(token), kept_at__gte=at - KEPT_FOR)
    return _with_ward(drafts).first()


def case_sent_as(key: UUID, among: Collection[int]) -> Case | None:
    """The case that a form with this key led to, if it is one of these; None for every other key."""
    sent = ConcernDraft.objects.filter(key=key, case_id__in=among).select_related("case").first()
    return sent.case if sent else None


def _with_ward(drafts: QuerySet[ConcernDraft]) -> QuerySet[ConcernDraft]:
    return drafts.select_related("ward__municipality", "case").defer("ward__boundary", "ward__outline")
