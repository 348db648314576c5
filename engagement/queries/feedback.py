"""What a resident may say of the last answer, and what they said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from engagement.concern_kind import CONCERN
from engagement.enums import LEFT_OPEN, ConcernStatus, EventKind, Helped
from engagement.models import Case, Feedback, Notification, TimelineEvent
from engagement.models.case import CaseQuerySet

CHANGE_WITHIN = timedelta(days=7)
REOPEN_WITHIN = timedelta(days=30)
ASK_TEMPLATE = "helped"
_ANSWERED = (ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP)


@dataclass(frozen=True)
class Judgement:
    """What stands about the last answer to a concern.

    Attributes:
        answer_sequence: the number of the answer's event.
        helped: what its resident said of it; None while they said nothing, which is no yes.
        why: in their words; empty where they gave none, or where it was erased.
        may_say: whether they may say it now, or change it.
        may_reopen: whether they may open the concern again.
        reopen_until: until when, where they may.
    """

    answer_sequence: int
    helped: Helped | None
    why: str
    may_say: bool
    may_reopen: bool
    reopen_until: datetime | None


def judgement_of(case: Case, *, at: datetime) -> Judgement | None:
    """What stands about the last answer to a concern; None where none was given since it was raised or reopened."""
    if case.status not in _ANSWERED:
        return None
    events = TimelineEvent.objects.filter(case=case)
    answer = events.filter(kind=EventKind.ANSWERED).order_by("sequence").last()
    if answer is None:
        return None
    said = Feedback.objects.filter(case=case, answer_sequence=answer.sequence).first()
    told = events.filter(kind=EventKind.FEEDBACK, sequence__gt=answer.sequence).order_by("sequence").last()
    reopen_until = _reopen_until(case, said)
    return Judgement(
        answer_sequence=answer.sequence,
        helped=Helped(said.helped) if said else None,
        why=(told.payload or {}).get("text", "") if told else "",
        may_say=said is None or at <= said.said_at + CHANGE_WITHIN,
        may_reopen=reopen_until is not None and at <= reopen_until,
        reopen_until=reopen_until,
    )


def answer_of(case: Case, sequence: int) -> TimelineEvent | None:
    """The answer that a question is about, by its number in the timeline; None where there is none of it."""
    return TimelineEvent.objects.filter(case=case, kind=EventKind.ANSWERED, sequence=sequence).first()


def _reopen_until(case: Case, said: Feedback | None) -> datetime | None:
    if case.status != ConcernStatus.ANSWERED or said is None or said.helped not in LEFT_OPEN:
        return None
    was_reopened = TimelineEvent.objects.filter(case=case, kind=EventKind.REOPENED).exists()
    return None if was_reopened else case.closed_at + REOPEN_WITHIN


def answered_and_not_asked(*, before: datetime, after: datetime) -> CaseQuerySet:
    """Concerns answered between two moments, whose resident was not asked yet whether it helped; with `answered_at`.

    What is followed up was answered too, each time that a report went out.

    Args:
        before: answered at this moment or earlier.
        after: answered later than this one.
    """
    answers = TimelineEvent.objects.filter(case=OuterRef("pk"), kind=EventKind.ANSWERED).order_by("-sequence")
    answered = Case.objects.filter(kind=CONCERN.key, status__in=_ANSWERED, resident__isnull=False).annotate(
        answered_at=Coalesce("closed_at", Subquery(answers.values("at")[:1]))
    )
    asked = Notification.objects.filter(
        case=OuterRef("pk"), template=ASK_TEMPLATE, created_at__gte=OuterRef("answered_at")
    )
    recent = answered.filter(~Exists(asked), answered_at__lte=before, answered_at__gt=after)
    return recent.order_by("answered_at", "pk")
