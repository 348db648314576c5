"""Saying whether an answer helped, asking for it, and opening a concern again."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.concern_kind import SECOND_ANSWER
from engagement.enums import Actor, ConcernStatus, EventKind, Helped, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, Feedback, User
from engagement.queries.answering import answering_of
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.feedback import ASK_TEMPLATE, REOPEN_WITHIN, answered_and_not_asked, judgement_of
from engagement.rules.working_time import working_days_between
from engagement.services.cases import lock_case
from engagement.services.clocks import start_clock
from engagement.services.links import feedback_token
from engagement.services.messages import tell_resident, tell_those_at_work
from engagement.services.one_by_one import one_by_one
from engagement.services.progress import move_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event

ASK_AFTER_WORKING_DAYS = 5
"""Long enough to see whether anything happens, short enough to remember what was answered."""


@transaction.atomic
def say_helped(
    *, case: Case, answer_sequence: int, helped: Helped, why: str, by: User | None, at: datetime
) -> Feedback:
    """Keep what a resident says of an answer, and show it to those who gave it. Said twice alike, it is said once.

    Args:
        answer_sequence: of the last answer; what was said of an earlier one stands.
        why: in their words; it may be empty.
        by: the resident's account, where they are signed in.

    Raises:
        NotPossibleError: `WRONG_STATUS` where another answer came, or none; `TOO_LATE_TO_CHANGE` after seven days.
    """
    case = lock_case(case)
    judgement = judgement_of(case, at=at)
    if judgement is None or judgement.answer_sequence != answer_sequence:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    said = Feedback.objects.filter(case=case, answer_sequence=answer_sequence).first()
    if said is not None and (judgement.helped, judgement.why) == (helped, why):
        return said
    if not judgement.may_say:
        raise NotPossibleError(Impossible.TOO_LATE_TO_CHANGE)
    if said is None:
        said = Feedback(case=case, answer_sequence=answer_sequence, said_at=at)
    said.helped = helped
    said.save()
    record_event(
        case=case,
        kind=EventKind.FEEDBACK,
        visibility=Visibility.RESIDENT,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"helped": helped, "text": why, "answer": answer_sequence},
    )
    return said


def ask_whether_helped(*, at: datetime) -> int:
    """Ask residents, once an answer, whether it helped, five working days after it. Those who said so are not asked.

    Returns:
        How many are asked.
    """
    days_off = days_off_read_once()
    waiting = answered_and_not_asked(before=at - timedelta(days=ASK_AFTER_WORKING_DAYS), after=at - REOPEN_WITHIN)
    return sum(one_by_one(waiting.select_related("municipality"), act=lambda case: _ask(case, days_off, at=at)))


@transaction.atomic
def _ask(case: Case, days_off: DaysOff, *, at: datetime) -> bool:
    zone, is_holiday = case.municipality.zone, days_off(case.municipality)
    passed = working_days_between(case.answered_at.astimezone(zone).date(), at.astimezone(zone).date(), is_holiday)
    if passed < ASK_AFTER_WORKING_DAYS:
        return False
    case = lock_case(case)
    judgement = judgement_of(case, at=at)
    if judgement is None or judgement.helped is not None:
        return False
    token = feedback_token(case, answer_sequence=judgement.answer_sequence)
    tell_resident(case, template=ASK_TEMPLATE, at=at, number=judgement.answer_sequence, context={"token": token})
    return True


@transaction.atomic
def reopen_concern(*, case: Case, text: str, key: str, by: User | None, at: datetime) -> Case:
    """Ask again, once, after an answer that helped partly or not: it waits for an answer under a new promise.

    Everyone who may read the story sees that it was reopened; what is still missing is read by those who answer.

    Args:
        text: what is still missing, in the resident's words.
        key: what the form was given when it was shown; the same form sent again reopens once.
        by: the resident's account, where they are signed in.

    Raises:
        NotPossibleError: `CANNOT_REOPEN`.
    """
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, "reopen", text), at=at)
    if not is_first:
        return case
    judgement = judgement_of(case, at=at)
    if judgement is None or not judgement.may_reopen:
        raise NotPossibleError(Impossible.CANNOT_REOPEN)
    move_case(case=case, to=ConcernStatus.WAITING, at=at)
    clock = start_clock(case=case, standard=SECOND_ANSWER, at=at)
    reopened = {"case": case, "actor": Actor.RESIDENT, "by": by, "at": at}
    record_event(kind=EventKind.REPLIED, visibility=Visibility.RESIDENT, payload={"text": text}, **reopened)
    event = record_event(
        kind=EventKind.REOPENED,
        visibility=Visibility.PUBLIC,
        payload={"promised": {clock.kind: clock.due_at.isoformat()}},
        **reopened,
    )
    tell_resident(case, template="reopened", at=at, number=event.sequence)
    answering = answering_of(case, at)
    tell_those_at_work(case, template="resident-reopened", answering=answering, at=at, number=event.sequence)
    settle_submission(submission=submission, case=case)
    return case
