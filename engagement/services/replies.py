"""What a resident adds to a concern that is open."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.enums import ANSWER_CLOCKS, OWED, Actor, ConcernStatus, EventKind, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, TimelineEvent, User
from engagement.queries.answering import answering_of
from engagement.services.cases import lock_case
from engagement.services.clocks import resume_clock
from engagement.services.messages import tell_those_at_work
from engagement.services.progress import move_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event

MOST_A_DAY = 5


@transaction.atomic
def reply_to_case(*, case: Case, text: str, key: str, by: User | None, at: datetime) -> Case:
    """Add a resident's words to the thread, and tell whoever answers. Where they were asked, the promise runs on.

    What they write here is never public, also where everyone may read the concern: nobody has checked it.

    Args:
        key: what the form was given when it was shown; the same form sent again replies once.
        by: the resident's account, where they are signed in.

    Raises:
        NotPossibleError: `ANSWERED_MEANWHILE`, `WRONG_STATUS` where it is closed otherwise, or `TOO_MANY_REPLIES`
            within a day.
    """
    case = lock_case(case)
    submission, is_first = claim_submission(key=key, content=(case.reference, "reply", text), at=at)
    if not is_first:
        return case
    if case.status == ConcernStatus.ANSWERED:
        raise NotPossibleError(Impossible.ANSWERED_MEANWHILE)
    if case.status not in OWED:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    lately = TimelineEvent.objects.filter(case=case, kind=EventKind.REPLIED, at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise NotPossibleError(Impossible.TOO_MANY_REPLIES)
    if case.status == ConcernStatus.ASKED:
        move_case(case=case, to=ConcernStatus.WAITING, at=at)
        for kind in ANSWER_CLOCKS:
            resume_clock(case=case, kind=kind, at=at)
    event = record_event(
        case=case,
        kind=EventKind.REPLIED,
        visibility=Visibility.RESIDENT,
        actor=Actor.RESIDENT,
        by=by,
        at=at,
        payload={"text": text},
    )
    answering = answering_of(case, at)
    tell_those_at_work(case, template="resident-replied", answering=answering, at=at, number=event.sequence)
    settle_submission(submission=submission, case=case)
    return case
