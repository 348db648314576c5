"""Events are added in order, under a lock, and erased without breaking the chain."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from engagement.enums import Actor, EraseReason, EventKind, Visibility
from engagement.models import Case, TimelineEvent
from engagement.queries.timeline import timeline_faults
from engagement.services.cases import lock_case
from engagement.services.timeline import erase_event_payload, record_event
from tests.engagement.cast import NOW, Cast, assemble


def record(case: Case, text: str) -> TimelineEvent:
    with transaction.atomic():
        return record_event(
            case=lock_case(case),
            kind=EventKind.ANSWERED,
            visibility=Visibility.PUBLIC,
            actor=Actor.SYSTEM,
            by=None,
            at=NOW,
            payload={"text": text},
        )


def test_each_event_follows_the_one_before(cast: Cast) -> None:
    case = cast.raised()
    assert [record(case, "a").sequence, record(case, "b").sequence] == [2, 3]
    case.refresh_from_db()
    assert (case.timeline_length, case.timeline_head) == (3, case.events.last().link)
    assert list(timeline_faults(Case.objects.all())) == []


def test_the_same_words_twice_leave_different_digests(cast: Cast) -> None:
    case = cast.raised()
    assert record(case, "same").payload_digest != record(case, "same").payload_digest


def test_erasing_leaves_a_tombstone_that_verifies(cast: Cast) -> None:
    event = record(cast.raised(), "a secret")
    erased = erase_event_payload(event=event, reason=EraseReason.PERSONAL_REQUEST, at=NOW)
    erased.refresh_from_db()
    assert (erased.payload, erased.salt, erased.erased_at) == (None, None, NOW)
    assert list(timeline_faults(Case.objects.all())) == []


def test_erasing_twice_keeps_the_first_reason(cast: Cast) -> None:
    event = record(cast.raised(), "a secret")
    erase_event_payload(event=event, reason=EraseReason.MODERATION, at=NOW)
    again = erase_event_payload(event=event, reason=EraseReason.RETENTION, at=NOW + timedelta(days=1))
    assert (again.erased_reason, again.erased_at) == (EraseReason.MODERATION, NOW)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain() -> None:
    case = assemble().raised()

    def work(name: str) -> None:
        for number in range(5):
            record(case, f"{name} {number}")
        connection.close()

    workers = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert list(case.events.values_list("sequence", flat=True)) == list(range(1, 22))
    assert list(timeline_faults(Case.objects.all())) == []
