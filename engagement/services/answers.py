"""Answering a concern."""

from datetime import date, datetime

from django.db import transaction

from engagement.enums import (
    ANSWER_CLOCKS,
    MEANT_FOR_ALL,
    Actor,
    ClockKind,
    ConcernStatus,
    EventKind,
    Impossible,
    Obstacle,
    Outcome,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, Department, User
from engagement.queries.answering import answerer_for, answering_of
from engagement.services.cases import lock_case
from engagement.services.clocks import meet_clock, promise_update
from engagement.services.drafts import drop_draft
from engagement.services.messages import name_of_sitting, tell_resident
from engagement.services.progress import move_case
from engagement.services.proposals import drop_proposals
from engagement.services.referrals import open_referral
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event

_STATUS_AFTER = {
    Outcome.ANSWERED: ConcernStatus.ANSWERED,
    Outcome.CANNOT: ConcernStatus.ANSWERED,
    Outcome.REFERRED: ConcernStatus.FOLLOW_UP,
    Outcome.COUNCIL: ConcernStatus.FOLLOW_UP,
}


@transaction.atomic
def answer_concern(
    *,
    case: Case,
    text: str,
    outcome: Outcome,
    is_public: bool,
    key: str,
    by: User,
    at: datetime,
    department: Department | None = None,
    ask: str = "",
    sitting_on: date | None = None,
    item: str = "",
    obstacle: Obstacle | None = None,
) -> Case:
    """Answer a resident. Whatever the outcome, the promise of a first answer is met.

    Following up leaves the case open, and promises the next report.

    The ward's councillor answers in their own name; without one who has an account, the Speaker's office does.

    Args:
        is_public: part of the public story; else the resident alone reads it.
        key: what the form was given when it was shown; the same form sent again answers once.
        department: for `REFERRED`: where a case is opened that asks (`ask`) for it; None for somebody outside.
        sitting_on: for `COUNCIL`: the day of the sitting; `item` is the item of its agenda.
        obstacle: for `CANNOT`: why, in short; the words of the answer say more.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD`, `ANSWERED_MEANWHILE`, `WRONG_STATUS`, `NO_SUCH_DEPARTMENT`, or `NOT_PUBLIC`
            for a public answer to a private concern.
    """
    answerer = answerer_for(by, case, at)
    if answerer is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, text, outcome, str(is_public)), at=at)
    if not is_first:
        return case
    if case.status == ConcernStatus.ANSWERED:
        raise NotPossibleError(Impossible.ANSWERED_MEANWHILE)
    if is_public and case.publication not in MEANT_FOR_ALL:
        raise NotPossibleError(Impossible.NOT_PUBLIC)
    move_case(case=case, to=_STATUS_AFTER[outcome], at=at)
    Concern.objects.filter(case=case).update(outcome=outcome)
    for kind in ANSWER_CLOCKS:
        meet_clock(case=case, kind=kind, at=at)
    if _STATUS_AFTER[outcome] == ConcernStatus.FOLLOW_UP:
        promise_update(case=case, at=at, after=sitting_on)
    else:
        meet_clock(case=case, kind=ClockKind.UPDATE, at=at)
    if outcome == Outcome.REFERRED and department is not None:
        open_referral(from_case=case, department=department, ask=ask or text, by=by, at=at)
    event = record_event(
        case=case,
        kind=EventKind.ANSWERED,
        visibility=Visibility.PUBLIC if is_public else Visibility.RESIDENT,
        actor=answerer.actor,
        by=by,
        at=at,
        payload={"text": text, "outcome": outcome}
        | answerer.told
        | _of_outcome(outcome, department=department, sitting_on=sitting_on, item=item, obstacle=obstacle),
    )
    from_office = answerer.actor == Actor.STAFF
    context = {
        "from_office": from_office,
        "from_administration": answerer.is_administration,
        "councillor": name_of_sitting(answering_of(case, at)),
    }
    tell_resident(case, template="answered", at=at, number=event.sequence, context=context)
    settle_submission(submission=submission, case=case)
    drop_draft(case=case, by=by)
    drop_proposals(case=case)
    return case


def _of_outcome(
    outcome: Outcome,
    *,
    department: Department | None,
    sitting_on: date | None,
    item: str,
    obstacle: Obstacle | None,
) -> dict[str, str]:
    """What the resident is told besides the words, for what the answer amounts to."""
    if outcome == Outcome.REFERRED and department is not None:
        return {"department": department.name}
    if outcome == Outcome.COUNCIL and sitting_on is not None:
        return {"sitting_on": sitting_on.isoformat(), "item": item}
    if outcome == Outcome.CANNOT and obstacle is not None:
        return {"obstacle": obstacle}
    return {}
