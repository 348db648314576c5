"""The demo's letters went the way that real ones go, at moments in the past."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from cms.demo.accounts import OFFICE
from cms.demo.letters import LETTERS, Letter
from cms.models import DemoMessage
from engagement.enums import (
    AppealOutcome,
    Channel,
    ConcernStatus,
    EventKind,
    Helped,
    NotificationState,
    Outcome,
    Publication,
    ReportOutcome,
)
from engagement.models import (
    Appeal,
    Case,
    Clock,
    Concern,
    Feedback,
    Follow,
    HandoverQuestion,
    NoticeFollow,
    Notification,
    Photo,
    ProposedAnswer,
    Report,
    TimelineEvent,
)
from tests.cms.demo.conftest import AT
from wards.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def subjects(**having) -> set[str]:
    """The letters whose cases have these facts."""
    return set(Case.objects.filter(**having).values_list("concern__subject", flat=True))


def is_gone(letter: Letter) -> bool:
    """Whether nobody can read its words any more."""
    return letter.has_expired or letter.is_forgotten


def test_every_letter_became_a_case_of_its_ward_in_the_first_municipality() -> None:
    found = Case.objects.filter(kind="concern").values_list("concern__subject", "ward__number", "municipality__code")
    kept = {(letter.subject, letter.ward, "ZZ001") for letter in LETTERS if not is_gone(letter)}
    assert {each for each in found if each[0]} == kept
    assert found.count() == len(LETTERS)


def test_letters_stand_in_each_state_that_there_is() -> None:
    unconfirmed = {letter.subject for letter in LETTERS if not letter.is_confirmed and not letter.has_expired}
    assert subjects(status=ConcernStatus.UNCONFIRMED) == unconfirmed != set()
    assert subjects(publication=Publication.PUBLISHED) == {each.subject for each in LETTERS if each.is_published}
    for publication in Publication.values:
        assert subjects(publication=publication), publication
    for status in ConcernStatus.values:
        assert Case.objects.filter(kind="concern", status=status).exists(), status


def test_everything_that_can_happen_to_a_concern_happened_to_one() -> None:
    happened = set(TimelineEvent.objects.values_list("kind", flat=True))
    # Here a moderator reads before anything is shown; where concerns are shown at once, they are checked afterwards.
    assert happened == set(EventKind.values) - {EventKind.CHECKED}
    for outcome in Outcome.values:
        assert subjects(concern__outcome=outcome), outcome
    assert set(Feedback.objects.values_list("helped", flat=True)) == set(Helped.values)
    # Whose words were deleted had nobody report them or appeal: nothing here ends with what it was about.
    decided = {"", *ReportOutcome.values} - {ReportOutcome.TAKEN_BACK}
    assert set(Report.objects.values_list("outcome", flat=True)) == decided
    assert set(Appeal.objects.values_list("outcome", flat=True)) == {"", *AppealOutcome.values} - {
        AppealOutcome.TAKEN_BACK
    }
    asked = Report.objects.exclude(asked_by=None)
    assert asked.filter(case__events__kind=EventKind.MODERATION_ASKED).exists()
    assert {photo.shown_at is None for photo in Photo.objects.all()} == {True, False}
    assert ProposedAnswer.objects.filter(case__ward__number=3, sent_back_at=None).exists()
    assert Follow.objects.exists()
    assert max(Concern.objects.values_list("supporters", flat=True)) > 5


def test_the_by_election_passed_concerns_on_and_asked_before_a_private_one() -> None:
    asked = HandoverQuestion.objects.filter(case__ward__number=10)
    assert {question.agrees for question in asked} == {True, False, None}
    answered = TimelineEvent.objects.filter(case__in=asked.values("case"), kind=EventKind.ANSWERED)
    assert set(answered.values_list("case__concern__subject", "actor")) == {
        ("Letters from the housing office", "councillor"),
        ("A complaint about the ward office", "staff"),
        ("My grave plot", "staff"),
    }
    passed_on = TimelineEvent.objects.filter(case__ward__number=10, kind=EventKind.HANDED_OVER)
    assert passed_on.filter(case__concern__subject="The road to the mast is washed away").count() == 2


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
    # What was written to people who were forgotten went with them; what was shown of it stays.
    assert DemoMessage.objects.count() > Notification.objects.count() > len(LETTERS)
    assert DemoMessage.objects.filter(sent_at__gt=AT).count() == 0
    texts = DemoMessage.objects.filter(channel=Channel.SMS)
    assert texts.exists()
    assert not texts.exclude(to__startswith="+278255501").exists()
    assert not DemoMessage.objects.exclude(channel=Channel.SMS).exclude(to__endswith="@example.org").exists()
    newest, oldest = DemoMessage.objects.first(), DemoMessage.objects.last()
    assert newest.sent_at - oldest.sent_at > timedelta(days=60)


def test_the_letter_from_a_ward_without_councillor_reached_the_speakers_office() -> None:
    letter = Case.objects.get(concern__subject="Who answers while we have no councillor?")
    assert DemoMessage.objects.filter(subject__startswith=letter.reference, to=OFFICE.email).exists()


def test_the_neighbours_have_no_letters() -> None:
    lwazi = Municipality.objects.get(code="ZZ002")
    assert not lwazi.cases.exists()
    assert lwazi.staff.exists()


def test_the_notices_of_each_ward_are_followed_and_one_was_told_of() -> None:
    assert NoticeFollow.objects.values("ward_code").distinct().count() == 12
    told = DemoMessage.objects.filter(subject__endswith="a new notice of a ward that you follow")
    followers = NoticeFollow.objects.filter(ward_code="ZZ001-003")
    assert {message.to for message in told} == {follow.email for follow in followers}
    assert "You follow the notices of Ward 3, Thutong." in told.first().body
    assert told.first().sent_at < AT
