"""Moving a case from one status to the next: the one place where transitions are checked."""

from datetime import datetime

from engagement import kinds
from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.models import Case
from wards.services.public_pages import note_public_change


def move_case(*, case: Case, to: str, at: datetime) -> None:
    """Give a locked case its next status, and close it where nobody owes anything any more.

    Raises:
        NotPossibleError: the kind's transitions do not lead there from the present status.
    """
    kind = kinds.get(case.kind)
    if to not in kind.transitions[case.status]:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    case.status = to
    case.closed_at = at if to in kind.closed else None
    case.save(update_fields=["status", "closed_at"])
    note_public_change([case.municipality_id])
