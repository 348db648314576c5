"""Notes of those who work on a case, for each other."""

from datetime import datetime

from django.db import transaction

from engagement.enums import Actor, EventKind, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, User
from engagement.queries.answering import answerer_for, assists_with
from engagement.services.cases import lock_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event


@transaction.atomic
def write_note(*, case: Case, text: str, key: str, by: User, at: datetime) -> Case:
    """Write down something about a case that the councillor, their assistants and the Speaker's office read.

    Args:
        key: what the form was given when it was shown; the same form sent again is one note.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD` for whoever neither answers the case nor helps with it.
    """
    answerer = answerer_for(by, case, at)
    if answerer is None and not assists_with(by, case, at):
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, "note", text), at=at)
    if not is_first:
        return case
    record_event(
        case=case,
        kind=EventKind.NOTED,
        visibility=Visibility.COUNCILLOR,
        actor=answerer.actor if answerer else Actor.STAFF,
        by=by,
        at=at,
        payload={"text": text},
    )
    settle_submission(submission=submission, case=case)
    return case
