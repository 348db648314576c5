"""How an import moves from an uploaded file to applied facts."""

from datetime import datetime, timedelta

from wards.enums import ImportState

TRANSITIONS: dict[ImportState, frozenset[ImportState]] = {
    ImportState.UPLOADED: frozenset({ImportState.READING, ImportState.CANCELLED}),
    ImportState.READING: frozenset(
        {
            ImportState.READING,  # the worker was killed and its task came back
            ImportState.PREVIEWED,
            ImportState.REFUSED,
            ImportState.CANCELLED,
        }
    ),
    ImportState.PREVIEWED: frozenset({ImportState.APPLYING, ImportState.UPLOADED, ImportState.CANCELLED}),
    ImportState.APPLYING: frozenset({ImportState.APPLIED, ImportState.REFUSED}),
    ImportState.REFUSED: frozenset({ImportState.UPLOADED, ImportState.CANCELLED}),
    ImportState.APPLIED: frozenset(),
    ImportState.CANCELLED: frozenset(),
}
"""From a state to those that may follow. Back to UPLOADED means: read the same file again, with other columns or
because what is known changed since the preview."""

WAITING = frozenset({ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING})
"""The worker has it; a person can only wait."""
OVER = frozenset({ImportState.APPLIED, ImportState.CANCELLED})
"""Nothing follows; the uploaded file is deleted."""

MAX_ATTEMPTS = 3
"""A step that the worker began so often and never ended is given up: it would take the worker down again."""
SOFT_LIMIT, HARD_LIMIT = timedelta(minutes=5), timedelta(minutes=6)
"""How long a step may take before the worker stops it, and before its process is ended."""
CLAIM_LASTS = timedelta(minutes=8)
"""A claim that is older is dead: its process would have been ended."""


def is_live(claimed_at: datetime | None, at: datetime) -> bool:
    """Whether a worker that took a step up may still be at it."""
    return claimed_at is not None and at - claimed_at < CLAIM_LASTS


def may_follow(now: ImportState, then: ImportState) -> bool:
    """Whether an import in one state may go to another."""
    return then in TRANSITIONS[now]
