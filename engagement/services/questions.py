"""Asking a resident something before answering."""

from datetime import datetime

from django.db import transaction

from engagement.enums import ClockKind, ConcernStatus, EventKind, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, User
from engagement.queries.answering import answerer_for
from engagement.services.cases import lock_case
from engagement.services.clocks import pause_clock
from engagement.services.messages import tell_resident
from engagement.services.progress import move_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event


@transaction.atomic
def ask_resident(*, case: Case, text: str, key: str, by: User, at: datetime) -> Case:
    """Ask the resident something. The promise stands still until they reply, or until they are answered all the same.

    Args:
        key: what the form was given when it was shown; the same form sent again asks once.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD`, or `WRONG_STATUS` where nobody waits for an answer.
    """
    answerer = answerer_for(by, case, at)
    if answerer is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, "ask", text), at=at)
    if not is_first:
        return case
    move_case(case=case, to=ConcernStatus.ASKED, at=at)
    for kind in (ClockKind.FIRST_RESPONSE, ClockKind.SECOND_RESPONSE):
        pause_clock(case=case, kind=kind, at=at)
    event = record_event(
        case=case,
        kind=EventKind.ASKED,
        visibility=Visibility.RESIDENT,
        actor=answerer.actor,
        by=by,
        at=at,
        payload={"text": text, "name": answerer.name},
    )
    tell_resident(case, template="asked", at=at, number=event.sequence)
    settle_submission(submission=submission, case=case)
    return case
