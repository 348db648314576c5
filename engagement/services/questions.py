"""Asking a resident something before answering."""

from datetime import datetime

from django.db import transaction

from engagement.enums import ANSWER_CLOCKS, ConcernStatus, EventKind, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, Clock, User
from engagement.queries.answering import answerer_for
from engagement.queries.questions import can_be_asked, open_question
from engagement.services.cases import lock_case
from engagement.services.clocks import pause_clock, resume_clock
from engagement.services.messages import tell_resident
from engagement.services.one_by_one import one_by_one
from engagement.services.progress import move_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event


@transaction.atomic
def ask_resident(*, case: Case, text: str, key: str, by: User, at: datetime) -> Case:
    """Ask the resident something. The promise stands still until they reply, or are answered all the same.

    It stands still for `REPLY_WORKING_DAYS` at the longest: `go_on_without_reply` lets it run on then.

    Args:
        key: what the form was given when it was shown; the same form sent again asks once.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD`, `NOBODY_TO_ASK` where no message reaches the resident any more, or
            `ANSWERED_MEANWHILE` or `WRONG_STATUS` where nobody waits for an answer.
    """
    answerer = answerer_for(by, case, at)
    if answerer is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, "ask", text), at=at)
    if not is_first:
        return case
    if case.status == ConcernStatus.ANSWERED:
        raise NotPossibleError(Impossible.ANSWERED_MEANWHILE)
    if not can_be_asked(case):
        raise NotPossibleError(Impossible.NOBODY_TO_ASK)
    move_case(case=case, to=ConcernStatus.ASKED, at=at)
    for kind in ANSWER_CLOCKS:
        pause_clock(case=case, kind=kind, at=at)
    event = record_event(
        case=case,
        kind=EventKind.ASKED,
        visibility=Visibility.RESIDENT,
        actor=answerer.actor,
        by=by,
        at=at,
        payload={"text": text} | answerer.told,
    )
    tell_resident(case, template="asked", at=at, number=event.sequence)
    settle_submission(submission=submission, case=case)
    return case


def go_on_without_reply(*, at: datetime) -> int:
    """Let promises run on whose question the resident had time enough to reply to. Run twice, they run on once.

    Returns:
        How many questions no longer hold a promise up.
    """
    still = Clock.objects.filter(kind__in=ANSWER_CLOCKS, met_at=None, paused_at__isnull=False)
    asked = Case.objects.filter(status=ConcernStatus.ASKED, pk__in=still.values("case")).order_by("pk")
    return sum(one_by_one(asked.select_related("municipality"), act=lambda case: _go_on(case, at=at)))


@transaction.atomic
def _go_on(case: Case, *, at: datetime) -> bool:
    case = lock_case(case)
    question = open_question(case, at=at)
    if question is None or not question.is_old:
        return False
    for kind in ANSWER_CLOCKS:
        resume_clock(case=case, kind=kind, at=at)
    return True
