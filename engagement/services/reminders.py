"""Reminding those who owe an answer: before it is due, once it is late, and then the Speaker's office."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from engagement.concern_kind import CONCERN
from engagement.enums import Actor, ClockKind, EventKind, Reminder, Role, Visibility
from engagement.models import Case, Clock
from engagement.queries.answering import answering_of
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.people import addresses_of_role
from engagement.rules.reminders import reminder_for, steps_between
from engagement.services.cases import lock_case
from engagement.services.messages import tell_addresses
from engagement.services.one_by_one import one_by_one
from engagement.services.timeline import record_event

# Two working days are never further away than this, however long the holidays.
_LOOKS_AHEAD = timedelta(days=14)
_TEMPLATES = {Reminder.BEFORE: "answer-due", Reminder.LATE: "answer-late", Reminder.OFFICE: "speaker-late"}


def remind_of_answers(*, at: datetime) -> int:
    """Write to whoever owes an answer that is due soon or late; to the Speaker's office where it is late for long.

    Run twice, each goes out once: how far the reminders got is kept with the promise.

    Returns:
        How many promises somebody was reminded of.
    """
    days_off = days_off_read_once()
    running = Clock.objects.filter(
        Q(kind=ClockKind.FIRST_RESPONSE) | Q(kind=ClockKind.SECOND_RESPONSE),
        met_at=None,
        paused_at=None,
        reminded__lt=Reminder.OFFICE,
        due_at__lt=at + _LOOKS_AHEAD,
        case__kind=CONCERN.key,
        case__closed_at=None,
    )
    clocks = running.select_related("case__municipality").order_by("due_at", "pk")
    return sum(one_by_one(clocks.iterator(), lambda clock: _remind(clock, days_off, at=at)))


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
        payload={"step": step, "due": clock.due_at.isoformat()},
    )
    if step == Reminder.OFFICE:
        addresses = addresses_of_role(case.municipality, Role.SPEAKERS_OFFICE)
    else:
        answering = answering_of(case, at)
        addresses = list(answering.addresses) if answering else []
    context = {"due_at": clock.due_at.isoformat()}
    tell_addresses(case, template=_TEMPLATES[step], addresses=addresses, at=at, number=event.sequence, context=context)
