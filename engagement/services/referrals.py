"""Passing a case on to a department, and what comes back from there."""

from datetime import datetime

from django.db import transaction

from engagement.enums import (
    MEANT_FOR_ALL,
    Actor,
    ClockKind,
    ConcernStatus,
    EventKind,
    Impossible,
    ReferralStatus,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Department, Referral, StaffMember, User
from engagement.queries.answering import answering_of
from engagement.referral_kind import REFERRAL, REPORT
from engagement.services.cases import lock_case, open_case
from engagement.services.clocks import meet_clock, promise_update, start_clock
from engagement.services.messages import tell_addresses, tell_resident
from engagement.services.progress import move_case
from engagement.services.submissions import claim_submission, settle_submission
from engagement.services.timeline import record_event

_ENDS = {ReferralStatus.DONE: EventKind.REFERRAL_DONE, ReferralStatus.CANNOT: EventKind.REFERRAL_CANNOT}
_FOR_RESIDENT = frozenset({Visibility.PUBLIC, Visibility.RESIDENT})


def open_referral(*, from_case: Case, department: Department, ask: str, by: User, at: datetime) -> Case:
    """Open a case with a department out of another case, and write to the department.

    Args:
        from_case: locked by the caller in this transaction.

    Raises:
        NotPossibleError: `NO_SUCH_DEPARTMENT` in this municipality, or not any more.
    """
    if department.municipality_id != from_case.municipality_id or not department.is_active:
        raise NotPossibleError(Impossible.NO_SUCH_DEPARTMENT)
    case = open_case(
        kind=REFERRAL,
        ward=from_case.ward,
        councillor=from_case.councillor,
        department=department,
        language=from_case.language,
        point=from_case.point,
        place_words=from_case.place_words,
        opened_at=at,
        confirmed_at=at,
    )
    Referral.objects.create(case=case, from_case=from_case, ask=ask)
    start_clock(case=case, standard=REPORT, at=at)
    record_event(
        case=case,
        kind=EventKind.REFERRED,
        visibility=Visibility.COUNCILLOR,
        actor=Actor.COUNCILLOR,
        by=by,
        at=at,
        payload={"text": ask, "department": department.name},
    )
    tell_addresses(case, template="department-new", addresses=[department.email], at=at)
    return case


@transaction.atomic
def take_on(*, case: Case, by: User, at: datetime) -> Case:
    """Note that a department has begun, and who there. The resident and the councillor are told. Done twice, it stays.

    Raises:
        NotPossibleError: `NOT_YOUR_DEPARTMENT` or `WRONG_STATUS`.
    """
    case, from_case = _locked(case, by)
    if case.status == ReferralStatus.TAKEN:
        return case
    move_case(case=case, to=ReferralStatus.TAKEN, at=at)
    case.assignee = by
    case.save(update_fields=["assignee"])
    _tell(case, from_case, EventKind.TAKEN_ON, Visibility.RESIDENT, by=by, at=at)
    return case


@transaction.atomic
def report_progress(*, case: Case, text: str, visibility: Visibility, key: str, by: User, at: datetime) -> Case:
    """Say how far it is, in words for the resident or for those alone who work on it.

    Args:
        visibility: `PUBLIC`, `RESIDENT`, or `COUNCILLOR` for words that stay inside.
        key: what the form was given when it was shown; the same form sent again reports once.

    Raises:
        NotPossibleError: `NOT_YOUR_DEPARTMENT`, `WRONG_STATUS` once it has ended, or `NOT_PUBLIC`.
    """
    case, from_case = _locked(case, by)
    submission, is_first = claim_submission(key=key, content=(case.reference, text, visibility), at=at)
    if not is_first:
        return case
    if case.status not in {ReferralStatus.OPEN, ReferralStatus.TAKEN}:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    if case.status == ReferralStatus.OPEN:
        move_case(case=case, to=ReferralStatus.TAKEN, at=at)
        case.assignee = by
        case.save(update_fields=["assignee"])
    _tell(case, from_case, EventKind.PROGRESS, visibility, text=text, by=by, at=at)
    settle_submission(submission=submission, case=case)
    return case


@transaction.atomic
def finish_referral(
    *, case: Case, text: str, is_done: bool, visibility: Visibility, key: str, by: User, at: datetime
) -> Case:
    """End a referral: it is done, or cannot be done and why. Whoever answers the concern is asked for the final answer.

    Raises:
        NotPossibleError: `NOT_YOUR_DEPARTMENT`, `WRONG_STATUS` once it has ended, or `NOT_PUBLIC`.
    """
    case, from_case = _locked(case, by)
    submission, is_first = claim_submission(key=key, content=(case.reference, text, visibility, str(is_done)), at=at)
    if not is_first:
        return case
    end = ReferralStatus.DONE if is_done else ReferralStatus.CANNOT
    move_case(case=case, to=end, at=at)
    _tell(case, from_case, _ENDS[end], visibility, text=text, by=by, at=at)
    settle_submission(submission=submission, case=case)
    return case


def erase_referral(case: Case) -> None:
    """Empty what a department was asked; the case's timeline is its caller's."""
    Referral.objects.filter(case=case).update(ask="")


def _tell(
    case: Case, from_case: Case, kind: EventKind, visibility: Visibility, *, by: User, at: datetime, text: str = ""
) -> None:
    """Write down on both timelines what the department did, and write to those who are to know."""
    if visibility == Visibility.PUBLIC and from_case.publication not in MEANT_FOR_ALL:
        raise NotPossibleError(Impossible.NOT_PUBLIC)
    meet_clock(case=case, kind=ClockKind.REFERRAL, at=at)
    said = {"department": case.department.name} | ({"text": text} if text else {})
    facts = {"kind": kind, "actor": Actor.STAFF, "by": by, "at": at, "payload": said}
    record_event(case=case, visibility=Visibility.COUNCILLOR, **facts)
    event = record_event(case=from_case, visibility=visibility, **facts)
    if visibility in _FOR_RESIDENT:
        if from_case.status == ConcernStatus.FOLLOW_UP:
            promise_update(case=from_case, at=at)
        taken_on = {"is_taken_on": kind == EventKind.TAKEN_ON}
        tell_resident(from_case, template="department-progress", at=at, number=event.sequence, context=taken_on)
    answering = answering_of(from_case, at)
    if answering is not None and kind != EventKind.TAKEN_ON:
        template = "referral-ended" if kind in _ENDS.values() else "referral-progress"
        tell_addresses(from_case, template=template, addresses=answering.addresses, at=at, number=event.sequence)


def _locked(case: Case, by: User) -> tuple[Case, Case]:
    """A referral and the case that it came out of, locked in this order wherever both are."""
    if not StaffMember.objects.handling(case.department_id).filter(user=by).exists():
        raise NotPossibleError(Impossible.NOT_YOUR_DEPARTMENT)
    from_case = lock_case(Case(pk=Referral.objects.values_list("from_case_id", flat=True).get(case=case)))
    return lock_case(case), from_case
