"""Passing open concerns on when somebody else holds their ward."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from engagement.enums import Actor, EventKind, HandoverReason, Impossible, Publication, Visibility
from engagement.errors import NotPossibleError
from engagement.models import AnswerDraft, Case, Clock, HandoverQuestion, User
from engagement.queries.answering import Answering, answerer_for, answering_of, told_of_office
from engagement.queries.handovers import last_question, open_handover, to_hand_over, why_gone
from engagement.services.cases import lock_case
from engagement.services.links import handover_token
from engagement.services.messages import tell_resident
from engagement.services.notifications import enqueue_notification
from engagement.services.one_by_one import one_by_one
from engagement.services.proposals import drop_proposals
from engagement.services.timeline import record_event
from wards.models import Councillor
from wards.queries.seats import is_under_administration


def hand_over_concerns(*, at: datetime) -> int:
    """Pass on each open concern whose ward is held by somebody else now, or ask its resident first.

    A concern that everyone may read passes to who holds the ward, or to the Speaker's office while nobody does. What
    was written to one person alone stays with the office until its resident agrees that the successor reads it.

    Returns:
        How many passed on, or were asked about.
    """
    return sum(one_by_one(to_hand_over(at), act=lambda case: _hand_over(case, at=at)))


@transaction.atomic
def _hand_over(case: Case, *, at: datetime) -> bool:
    case = lock_case(case)
    found = to_hand_over(at).filter(pk=case.pk).values_list("sitting_id", flat=True)
    if not found:
        return False
    sitting = Councillor.objects.filter(pk=found[0]).first()
    if sitting is not None and case.publication == Publication.PRIVATE:
        _ask(case, sitting, at=at)
    else:
        why = why_gone(case, case.councillor, at) if case.councillor else HandoverReason.FILLED
        _pass_on(case, sitting, why=why, actor=Actor.SYSTEM, by=None, at=at)
    return True


def _ask(case: Case, sitting: Councillor, *, at: datetime) -> None:
    question = HandoverQuestion.objects.create(case=case, councillor=sitting, asked_at=at)
    event = record_event(
        case=case,
        kind=EventKind.HANDOVER_ASKED,
        visibility=Visibility.RESIDENT,
        actor=Actor.SYSTEM,
        by=None,
        at=at,
        payload=_told(case, sitting, why_gone(case, case.councillor, at), at),
    )
    _stop_showing(case, at=at)
    names = {"before": case.councillor.name if case.councillor else "", "councillor": sitting.name}
    context = names | {"token": handover_token(question)}
    tell_resident(case, template="handover-asked", at=at, number=event.sequence, context=context)
    _tell_who_answers_now(case, answering_of(case, at), at=at)


@transaction.atomic
def decide_handover(
    *, case: Case, agrees: bool, by: User | None, at: datetime, asked: HandoverQuestion | None = None
) -> Case:
    """Keep a resident's answer: the new councillor may read what they wrote, or the Speaker's office answers.

    Said twice alike, it is said once.

    Args:
        by: the resident's account, where they are signed in.
        asked: the question of the link that was followed; it answers no other, about somebody else.

    Raises:
        NotPossibleError: `NOTHING_ASKED` any more.
    """
    case = lock_case(case)
    question = open_handover(case, at)
    if question is None or asked not in (None, question):
        last = HandoverQuestion.objects.get(pk=asked.pk) if asked else last_question(case)
        if last is not None and last.agrees is agrees:
            return case
        raise NotPossibleError(Impossible.NOTHING_ASKED)
    question.agrees, question.answered_at = agrees, at
    question.save(update_fields=["agrees", "answered_at"])
    to, why = (question.councillor, HandoverReason.AGREED) if agrees else (None, HandoverReason.KEPT)
    _pass_on(case, to, why=why, actor=Actor.RESIDENT, by=by, at=at)
    return case


def _pass_on(case: Case, to: Councillor | None, *, why: str, actor: Actor, by: User | None, at: datetime) -> None:
    """Address a locked case to somebody else, tell it, and end what the one before them held of it."""
    told = _told(case, to, why, at)
    case.councillor = to
    case.save(update_fields=["councillor"])
    # What a department still has of it reports to whoever answers now.
    Case.objects.filter(referral__from_case=case, closed_at=None).update(councillor=to)
    event = record_event(
        case=case,
        kind=EventKind.HANDED_OVER,
        visibility=Visibility.RESIDENT if case.publication == Publication.PRIVATE else Visibility.PUBLIC,
        actor=actor,
        by=by,
        at=at,
        payload=told,
    )
    _stop_showing(case, at=at)
    answering = answering_of(case, at)
    context = {
        "councillor": to.name if to else "",
        "from_office": answering and answering.actor == Actor.STAFF,
        "from_administration": "administration" in told,
    }
    tell_resident(case, template="handed-over", at=at, number=event.sequence, context=context)
    if why != HandoverReason.KEPT:
        _tell_who_answers_now(case, answering, at=at)


def _tell_who_answers_now(case: Case, answering: Answering | None, *, at: datetime) -> None:
    """Once a day for a ward: a successor finds dozens of concerns at once, and needs no mail about each."""
    if answering is None:
        return
    day, sitting = case.municipality.day_at(at), answering.sitting.pk if answering.sitting else 0
    for place, recipient in enumerate(answering.addresses):
        enqueue_notification(
            template="passed-on",
            recipient=recipient,
            language=settings.LANGUAGE_CODE,
            case=case,
            dedupe_key=f"passed-on/{case.ward_id}/{day}/{sitting}/{answering.actor}/{place}",
            at=at,
        )


def _stop_showing(case: Case, *, at: datetime) -> None:
    """What was shared was shared with one person, and what was drafted was drafted by them or for them."""
    case.shares_name = case.shares_contact = False
    case.save(update_fields=["shares_name", "shares_contact"])
    drafts = AnswerDraft.objects.filter(case=case).select_related("user")
    AnswerDraft.objects.filter(pk__in=[draft.pk for draft in drafts if not answerer_for(draft.user, case, at)]).delete()
    drop_proposals(case=case)


def _told(case: Case, to: Councillor | None, why: str, at: datetime) -> dict[str, Any]:
    """Names as they are now, whose office stands in, and the promise: the municipality's, whoever answers."""
    running = Clock.objects.filter(case=case, met_at=None, paused_at=None).order_by("-starts_at").first()
    return {
        "from": case.councillor.name if case.councillor else "",
        "to": to.name if to else "",
        "why": why,
        "due": running.due_at.isoformat() if running else "",
    } | told_of_office(is_administration=to is None and is_under_administration(case.municipality, at))
