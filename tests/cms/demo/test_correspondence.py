"""The demo's letters went the way that real ones go, at moments in the past."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from cms.demo.letters import LETTERS
from cms.models import DemoMessage
from engagement.enums import ConcernStatus, NotificationState, Publication
from engagement.models import Case, Clock, Notification, TimelineEvent
from tests.cms.demo.conftest import AT
from wards.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def subjects(**having) -> set[str]:
    """The letters whose cases have these facts."""
    return set(Case.objects.filter(**having).values_list("concern__subject", flat=True))


def test_every_letter_became_a_case_of_its_ward_in_the_first_municipality() -> None:
    found = Case.objects.filter(kind="concern").values_list("concern__subject", "ward__number", "municipality__code")
    assert set(found) == {(letter.subject, letter.ward, "ZZ001") for letter in LETTERS}


def test_letters_stand_in_each_state_that_there_is() -> None:
    unconfirmed = {letter.subject for letter in LETTERS if not letter.is_confirmed}
    assert subjects(status=ConcernStatus.UNCONFIRMED) == unconfirmed != set()
    assert subjects(publication=Publication.PUBLISHED) == {each.subject for each in LETTERS if each.is_published}
    for publication in Publication.values:
        assert subjects(publication=publication), publication
    for status in set(ConcernStatus.values) - {ConcernStatus.EXPIRED}:
        assert subjects(status=status), status


def test_promises_were_kept_broken_and_are_running() -> None:
    kept = Clock.objects.filter(met_at__lte=F("due_at"))
    late = Clock.objects.filter(met_at__gt=F("due_at"))
    overdue = Clock.objects.filter(met_at=None, due_at__lt=AT)
    running = Clock.objects.filter(met_at=None, due_at__gte=AT)
    assert kept.count() > late.count() > 0
    assert overdue.filter(case__publication=Publication.PUBLISHED).exists()
    assert running.count() >= 3


def test_nothing_happened_after_the_day_of_loading_and_staff_worked_on_weekdays() -> None:
    events = TimelineEvent.objects.all()
    assert events.filter(at__gt=AT).count() == 0
    assert events.filter(at__lt=AT - timedelta(days=90)).exists()
    by_staff = events.filter(actor__in=["staff", "councillor"])
    assert by_staff.exists()
    assert {timezone.localtime(event.at).weekday() for event in by_staff} <= {0, 1, 2, 3, 4}
    for case in Case.objects.prefetch_related("events"):
        moments = [event.at for event in case.events.all()]
        assert moments == sorted(moments)


def test_timelines_verify() -> None:
    call_command("verify_timeline")


def test_every_message_went_out_at_the_moment_of_its_step() -> None:
    assert not Notification.objects.exclude(state=NotificationState.SENT).exists()
    assert DemoMessage.objects.count() == Notification.objects.count() > len(LETTERS)
    assert DemoMessage.objects.filter(sent_at__gt=AT).count() == 0
    assert not DemoMessage.objects.exclude(to__endswith="@example.org").exists()
    newest, oldest = DemoMessage.objects.first(), DemoMessage.objects.last()
    assert newest.sent_at - oldest.sent_at > timedelta(days=60)


def test_the_letter_from_a_ward_without_councillor_reached_the_speakers_office() -> None:
    letter = Case.objects.get(ward__number=8)
    assert DemoMessage.objects.filter(subject__startswith=letter.reference, to="farai.modise@example.org").exists()


def test_the_neighbours_have_no_letters() -> None:
    lwazi = Municipality.objects.get(code="ZZ002")
    assert not lwazi.cases.exists()
    assert lwazi.staff.exists()
