"""Events are added in order, under a lock, and erased without breaking the chain."""

import threading
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction

from engagement.enums import Actor, EraseReason, EventKind, Visibility
from engagement.models import Case, TimelineEvent, User
from engagement.queries.timeline import timeline_faults, visible_events
from engagement.queries.viewers import viewer_of
from engagement.rules.chain import head_of
from engagement.rules.visibility import Viewer
from engagement.services.cases import lock_case
from engagement.services.timeline import erase_events, record_event
from engagement.wording import event_line
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
    assert (case.timeline_length, case.timeline_head) == (
        3,
        head_of(case.reference, 3, case.events.last().link, key=settings.TIMELINE_KEYS[0]),
    )
    assert list(timeline_faults(Case.objects.all())) == []


def test_the_same_words_twice_leave_different_digests(cast: Cast) -> None:
    case = cast.raised()
    assert record(case, "same").payload_digest != record(case, "same").payload_digest


def erase(case: Case, *events: TimelineEvent, by: User | None = None, at: datetime = NOW) -> TimelineEvent | None:
    with transaction.atomic():
        reason, actor = EraseReason.PERSONAL_REQUEST, Actor.STAFF
        return erase_events(case=lock_case(case), events=events, reason=reason, actor=actor, by=by, at=at)


def test_erasing_leaves_tombstones_and_an_event_that_tells_who_why_and_when(cast: Cast) -> None:
    case = cast.raised()
    events = [record(case, "a secret"), record(case, "another")]
    told = erase(case, *events, by=cast.moderator)
    for event in events:
        event.refresh_from_db()
        assert (event.payload, event.salt, event.erased_at, event.erased_in) == (None, None, NOW, told.sequence)
    assert (told.kind, told.by, told.at, told.visibility) == ("erased", cast.moderator, NOW, Visibility.STAFF)
    assert told.payload == {"events": [2, 3], "reason": EraseReason.PERSONAL_REQUEST}
    assert case.events.get(sequence=1).payload is not None
    assert list(timeline_faults(Case.objects.all())) == []


def test_erasing_twice_changes_nothing_and_tells_once(cast: Cast) -> None:
    case = cast.raised()
    event = record(case, "a secret")
    told = erase(case, event)
    assert erase(case, event, at=NOW + timedelta(days=1)) is None
    assert erase(case, told) is None
    event.refresh_from_db()
    assert (event.erased_at, case.events.count()) == (NOW, 3)
    told.refresh_from_db()
    assert told.payload is not None


def test_only_staff_read_that_something_was_erased_and_by_whom(cast: Cast) -> None:
    case = cast.published()
    erase(case, case.events.first(), by=cast.moderator)

    def titles(viewer: Viewer) -> list[str]:
        return [event_line(event, is_own=False).title for event in visible_events(case, viewer)]

    moderator = viewer_of(cast.moderator, on=NOW, at_work=True)
    line = event_line(visible_events(case, moderator).last(), is_own=False)
    assert line.title == "Content removed"
    assert "Removed because the person asked for it. Entries: 1." in line.note
    assert str(cast.moderator) in line.note
    for other in (Viewer(), Viewer(granted=frozenset({case.pk})), viewer_of(cast.councillor, on=NOW, at_work=True)):
        assert titles(other)
        assert "Content removed" not in titles(other)


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


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_added_while_timelines_are_verified_is_no_fault() -> None:
    cast = assemble()
    case = cast.raised()
    added = []

    def add_in_between(execute, sql, params, many, context):
        if "timelineevent" in sql and not added:
            added.append(True)
            other = threading.Thread(target=lambda: (record(case, "just now"), connection.close()))
            other.start()
            other.join()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(add_in_between):
        assert list(timeline_faults(Case.objects.all())) == []
    assert added
    assert case.events.count() == 2
