"""What the database itself refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from engagement.enums import Actor, EraseReason, NotificationState, Publication
from engagement.models import Case, Clock, Notification, Resident, StaffMember, TimelineEvent
from engagement.services.cases import lock_case
from engagement.services.timeline import erase_events, record_event
from tests.engagement.cast import NOW, Cast, make_user

pytestmark = pytest.mark.django_db


def refused(constraint: str, change: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change()
        connection.check_constraints()


def test_a_case_is_published_exactly_when_it_has_a_time_of_publication(cast: Cast) -> None:
    case = Case.objects.filter(pk=cast.confirmed().pk)
    refused("case_published_has_time", lambda: case.update(publication=Publication.PUBLISHED))
    refused("case_published_has_time", lambda: case.update(published_at=NOW))


def test_nothing_unconfirmed_is_published(cast: Cast) -> None:
    case = Case.objects.filter(pk=cast.raised().pk)
    refused("case_published_is_confirmed", lambda: case.update(publication=Publication.PUBLISHED, published_at=NOW))


def test_a_case_does_not_close_before_it_opens(cast: Cast) -> None:
    case = Case.objects.filter(pk=cast.confirmed().pk)
    refused("case_closes_after_opening", lambda: case.update(closed_at=NOW - timedelta(seconds=1)))


def test_a_clock_is_due_after_it_starts_and_there_is_one_of_a_kind(cast: Cast) -> None:
    clock = cast.confirmed(is_public=False).clocks.get()
    refused("clock_due_after_start", lambda: Clock.objects.update(due_at=clock.starts_at))
    clock.pk = None
    refused("clock_one_of_a_kind", clock.save)


def test_only_a_claimed_message_has_a_claim_and_only_a_sent_one_a_time(cast: Cast) -> None:
    cast.raised()
    refused("notification_claim", lambda: Notification.objects.update(state=NotificationState.CLAIMED))
    refused("notification_sent", lambda: Notification.objects.update(state=NotificationState.SENT))


@pytest.mark.parametrize("contact", ["email", "phone"])
def test_a_contact_is_never_without_its_index(cast: Cast, contact: str) -> None:
    cast.raised()
    lone = {f"{contact}_index": ""} if contact == "email" else {"phone": "+27821234567"}
    refused(f"resident_{contact}_has_index", lambda: Resident.objects.update(**lone))


def test_somebody_works_for_a_municipality_once_in_known_roles(cast: Cast) -> None:
    user = make_user("clerk")
    member = StaffMember.objects.create(user=user, municipality=cast.municipality, roles=["clerk"])
    refused("staff_member_roles_known", lambda: StaffMember.objects.filter(pk=member.pk).update(roles=["king"]))
    refused(
        "staff_member_once", lambda: StaffMember.objects.create(user=user, municipality=cast.municipality, roles=[])
    )


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"text": "something else"}},
        {"kind": "published"},
        {"at": NOW - timedelta(days=1)},
        {"payload": None, "salt": None},
        {"payload": None, "salt": None, "erased_at": NOW, "erased_reason": "moderation", "erased_in": 2},
    ],
    ids=["words", "kind", "time", "erasing without a reason", "erasing without an event that tells of it"],
)
def test_an_event_cannot_be_changed(cast: Cast, change: dict) -> None:
    event = TimelineEvent.objects.filter(case=cast.raised())
    assert event.count() == 1
    refused("cannot be changed|timeline_event_whole_or_erased", lambda: event.update(**change))


def test_an_event_cannot_be_deleted(cast: Cast) -> None:
    event = TimelineEvent.objects.filter(case=cast.raised())
    refused("cannot be deleted", lambda: event._raw_delete("default"))


def test_the_timeline_cannot_be_emptied(cast: Cast) -> None:
    cast.raised()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE engagement_timelineevent ENABLE TRIGGER engagement_timeline_truncate_guard")
    for table in ("engagement_timelineevent", "engagement_case"):
        refused("cannot be deleted", lambda table=table: connection.cursor().execute(f"TRUNCATE {table} CASCADE"))
    assert TimelineEvent.objects.exists()


def erased(cast: Cast) -> TimelineEvent:
    """An event whose content was erased, and the event that tells of it."""
    case = lock_case(cast.raised())
    told = erase_events(
        case=case, events=case.events.all(), reason=EraseReason.MODERATION, actor=Actor.STAFF, by=None, at=NOW
    )
    assert told is not None
    return told


def test_what_tells_of_an_erasure_cannot_be_erased(cast: Cast) -> None:
    told = TimelineEvent.objects.filter(pk=erased(cast).pk)
    change = {"payload": None, "salt": None, "erased_at": NOW, "erased_reason": "moderation", "erased_in": 3}
    refused("cannot be changed", lambda: told.update(**change))


def test_nothing_else_changes_while_an_event_is_erased(cast: Cast) -> None:
    case = erased(cast).case
    later = record_event(
        case=lock_case(case), kind="published", visibility="public", actor="staff", by=None, at=NOW, payload={"a": 1}
    )
    told = record_event(case=lock_case(case), kind="erased", visibility="staff", actor="staff", by=None, at=NOW)
    event = TimelineEvent.objects.filter(pk=later.pk)
    change = {
        "payload": None,
        "salt": None,
        "erased_at": NOW,
        "erased_reason": "moderation",
        "erased_in": told.sequence,
    }
    refused("cannot be changed", lambda: event.update(**change, kind="raised"))
    assert event.update(**change) == 1


def test_what_is_erased_cannot_come_back(cast: Cast) -> None:
    event = TimelineEvent.objects.filter(case=erased(cast).case, sequence=1)
    refused("cannot be changed", lambda: event.update(erased_reason="retention"))
    refused(
        "cannot be changed",
        lambda: event.update(payload={}, salt=b"1", erased_at=None, erased_reason="", erased_in=None),
    )
