"""Reminding those who owe an answer: before it is due, once it is late, and then the Speaker's office."""

from datetime import datetime, timedelta

from django.db import transaction

from engagement.concern_kind import CONCERN
from engagement.enums import Actor, ClockKind, EventKind, Reminder, Role, Visibility
from engagement.models import Case, Clock
from engagement.queries.answering import answering_of, told_of_office
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.people import addresses_of_role
from engagement.referral_kind import REFERRAL
from engagement.rules.reminders import reminder_for, steps_between
from engagement.services.cases import lock_case
from engagement.services.messages import tell_addresses
from engagement.services.one_by_one import one_by_one
from engagement.services.timeline import record_event
from wards.queries.seats import is_under_administration

# Two working days are never further away than this, however long the holidays.
_LOOKS_AHEAD = timedelta(days=14)
_ANSWER = {Reminder.BEFORE: "answer-due", Reminder.LATE: "answer-late", Reminder.OFFICE: "speaker-late"}
_TEMPLATES = {
    ClockKind.FIRST_RESPONSE: _ANSWER,
    ClockKind.SECOND_RESPONSE: _ANSWER,
    ClockKind.UPDATE: {
        Reminder.BEFORE: "update-due",
        Reminder.LATE: "update-late",
        Reminder.OFFICE: "update-overdue",
    },
    ClockKind.REFERRAL: {Reminder.LATE: "department-late", Reminder.OFFICE: "referral-late"},
}
"""What goes out at which step of which promise; a department is asked only once it is late."""


def remind_of_answers(*, at: datetime) -> int:
    """Write to whoever owes an answer or a report that is due soon or late; to others where it is late for long.

    A councillor's lateness is told to the Speaker's office, a department's to whoever answers the resident.

    Run twice, each goes out once: how far the reminders got is kept with the promise.

    Returns:
        How many promises somebody was reminded of.
    """
    days_off = days_off_read_once()
    running = Clock.objects.filter(
        kind__in=list(_TEMPLATES),
        met_at=None,
        paused_at=None,
        reminded__lt=Reminder.OFFICE,
        due_at__lt=at + _LOOKS_AHEAD,
        case__kind__in=[CONCERN.key, REFERRAL.key],
        case__closed_at=None,
    )
    clocks = running.select_related("case__municipality").order_by("due_at", "pk")
    return sum(one_by_one(clocks.iterator(), act=lambda clock: _remind(clock, days_off, at=at)))


def _remind(clock: Clock, days_off: DaysOff, *, at: datetime) -> bool:
    municipality = clock.case.municipality
    when = {"zone": municipality.zone, "is_holiday": days_off(municipality)}
    if not steps_between(clock.reminded, reminder_for(at, clock.due_at, **when)):
        return False
    with transaction.atomic():
        case = lock_case(clock.case)
        clock = Clock.objects.select_for_update().get(pk=clock.pk)
        if clock.met_at is not None or clock.paused_at is not None:
            return False
        steps = steps_between(clock.reminded, reminder_for(at, clock.due_at, **when))
        for step in steps:
            if step not in _TEMPLATES[clock.kind]:
                continue
            _send(case, clock, step, at=at)
        if steps:
            Clock.objects.filter(pk=clock.pk).update(reminded=steps[-1])
        return bool(steps)


def _send(case: Case, clock: Clock, step: Reminder, *, at: datetime) -> None:
    event = record_event(
        case=case,
        kind=EventKind.REMINDED,
        visibility=Visibility.STAFF,
        actor=Actor.SYSTEM,
        by=None,
        at=at,
        payload={"step": step, "of": clock.kind, "due": clock.due_at.isoformat()}
        | told_of_office(is_administration=_is_told_to_administration(clock, step, at)),
    )
    context = {"due_at": clock.due_at.isoformat()}
    template = _TEMPLATES[clock.kind][step]
    if clock.kind == ClockKind.REFERRAL:
        _ask_for_report(case, step, template=template, at=at, number=event.sequence)
        return
    if step == Reminder.OFFICE:
        addresses = addresses_of_role(case.municipality, Role.SPEAKERS_OFFICE)
    else:
        answering = answering_of(case, at)
        addresses = list(answering.addresses) if answering else []
    tell_addresses(case, template=template, addresses=addresses, at=at, number=event.sequence, context=context)


def _is_told_to_administration(clock: Clock, step: Reminder, at: datetime) -> bool:
    is_offices = step == Reminder.OFFICE and clock.kind != ClockKind.REFERRAL
    return is_offices and is_under_administration(clock.case.municipality, at)


def _ask_for_report(case: Case, step: Reminder, *, template: str, at: datetime, number: int) -> None:
    """Ask a department that is silent; where that is of no use, tell whoever answers the resident."""
    if step == Reminder.LATE:
        tell_addresses(case, template=template, addresses=[case.department.email], at=at, number=number)
        return
    from_case = Case.objects.with_ward().get(referrals__case=case)
    answering = answering_of(from_case, at)
    if answering is not None:
        context = {"department": case.department.name}
        # Several departments may be silent on one concern: the number is the referral's.
        tell_addresses(
            from_case, template=template, addresses=answering.addresses, at=at, number=case.pk, context=context
        )
