"""Handling the same form once, however often it is sent."""

import hashlib
from datetime import datetime, timedelta

from engagement.models import Case, SubmissionKey

# A phone that was without a network for a week may still send its form once more.
KEPT_FOR = timedelta(days=30)


def claim_submission(*, key: str, content: tuple[str, ...], at: datetime) -> tuple[SubmissionKey, bool]:
    """Claim a form for this transaction; a second sender of the same content waits here until the first is done.

    Args:
        key: what the form was given when it was shown.
        content: what was typed; other words under the same key are another submission.

    Returns:
        The key, and whether this is the first time.
    """
    digest = hashlib.sha256("\x1f".join((key, *content)).encode()).hexdigest()
    SubmissionKey.objects.bulk_create([SubmissionKey(digest=digest, used_at=at)], ignore_conflicts=True)
    claimed = SubmissionKey.objects.select_for_update().get(digest=digest)
    return claimed, claimed.case_id is None


def forget_submissions(*, at: datetime) -> int:
    """Delete keys of forms that nobody will send again.

    Returns:
        How many rows went.
    """
    deleted, _by_model = SubmissionKey.objects.filter(used_at__lt=at - KEPT_FOR).delete()
    return deleted


def settle_submission(*, submission: SubmissionKey, case: Case) -> None:
    """Remember what a claimed form led to."""
    submission.case = case
    submission.save(update_fields=["case"])
