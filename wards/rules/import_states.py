"""How an import moves from an uploaded file to applied facts."""

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


def may_follow(now: ImportState, then: ImportState) -> bool:
    """Whether an import in one state may go to another."""
    return then in TRANSITIONS[now]
