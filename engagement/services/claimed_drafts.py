"""Handling a draft once, however often it is sent."""

from datetime import datetime

from engagement.models import Case, ConcernDraft
from engagement.services.photos import attach_photos


def claim_draft(*, draft: ConcernDraft) -> tuple[ConcernDraft, bool]:
    """Claim a draft for this transaction; whoever sends it at the same moment waits here until the first is done.

    Returns:
        The draft as it is now, and whether this is the first time.
    """
    claimed = ConcernDraft.objects.select_for_update(of=("self",)).select_related("case").get(pk=draft.pk)
    return claimed, claimed.case_id is None


def settle_draft(*, draft: ConcernDraft, case: Case, at: datetime) -> None:
    """Hand a claimed draft's photos to the case that it led to, and empty it."""
    attach_photos(draft=draft, case=case)
    draft.case, draft.answers, draft.kept_at = case, {}, max(at, draft.begun_at)
    draft.save(update_fields=["case", "encrypted_answers", "kept_at"])
