"""What of closed cases goes when its time is over, and what stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.gis.geos import Point
from django.core.management import call_command

from engagement import holdings
from engagement.enums import EraseReason, EventKind, Outcome, Visibility
from engagement.holdings import Holding
from engagement.models import Case, Referral, Resident, RetentionRule, RetentionRun, TimelineEvent
from engagement.queries.concerns import altered_concerns
from engagement.queries.timeline import timeline_faults
from engagement.rules.keeping import months_before
from engagement.services.answers import answer_concern
from engagement.services.moderation import Shown, change_public_words
from engagement.services.referrals import finish_referral
from engagement.services.retention import apply_retention
from tests.engagement.cast import NOW, Cast, make_agent, make_department

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def answered(cast: Cast, case: Case, *, is_public: bool = True) -> Case:
    """A case that was closed by an answer."""
    said = {"text": "It is mended.", "outcome": Outcome.ANSWERED, "key": f"answer to {case.pk}"}
    return answer_concern(case=case, is_public=is_public, by=cast.councillor, at=NOW, **said)


def after(months: int) -> object:
    """The day after so many months."""
    return months_before(NOW, -months) + DAY


def said_on(case: Case) -> dict[str, bool]:
    """Whether each event of a case still says something, by its kind; without the ones that tell of erasures."""
    events = TimelineEvent.objects.filter(case=case).exclude(kind=EventKind.ERASED)
    return {event.kind: event.payload is not None for event in events}


def what_went(run: RetentionRun) -> dict[str, int]:
    return {row["what"]: row["count"] for row in run.counts}


def test_a_dry_run_tells_what_would_go_and_lets_nothing_go(cast: Cast) -> None:
    case = answered(cast, cast.confirmed(is_public=False), is_public=False)
    run = apply_retention(at=after(36), dry_run=True)
    assert what_went(run) == {"words": 1, "contact": 1}
    assert {name for row in run.counts for name in row["cases"]} == {case.reference}
    case.refresh_from_db()
    assert case.resident is not None
    assert all(said_on(case).values())


def test_the_person_goes_first_and_the_words_that_are_not_public_later(cast: Cast) -> None:
    case = answered(cast, cast.confirmed(is_public=False, place_words="Behind number 14"), is_public=False)
    assert what_went(apply_retention(at=after(12) - 2 * DAY)) == {}
    assert what_went(apply_retention(at=after(12))) == {"contact": 1}
    case.refresh_from_db()
    assert (case.resident, Resident.objects.count()) == (None, 0)
    assert case.concern.text
    assert what_went(apply_retention(at=after(36))) == {"words": 1}
    assert what_went(apply_retention(at=after(36))) == {}
    case.refresh_from_db()
    assert (case.concern.subject, case.concern.text, case.place_words) == ("", "", "")
    assert said_on(case) == {"raised": False, "contact_confirmed": True, "answered": False}
    assert set(TimelineEvent.objects.exclude(erased_reason="").values_list("erased_reason", flat=True)) == {
        EraseReason.RETENTION
    }
    assert list(timeline_faults(Case.objects.all())) == []
    assert list(altered_concerns(Case.objects.all())) == []


def test_what_everyone_can_read_stays_without_its_author_and_without_what_was_left_out(cast: Cast) -> None:
    place = {"place_words": "Gate of Palesa Mokoena", "point": Point(28.123456, -26.123456, srid=4326)}
    case = cast.published(text="Ring 082 555 0123, or Vusi.", **place)
    shown = Shown(case.concern.public_subject, "Ring [phone number], or [left out].")
    for words in (shown, Shown("Streetlights out along [left out]", shown.text)):
        change_public_words(case=case, shown=words, by=cast.moderator, at=NOW)
    answered(cast, case)
    apply_retention(at=after(36))
    case = Case.objects.get()
    assert case.resident is None
    assert (case.concern.subject, case.concern.text) == ("", "")
    assert (case.concern.title, case.concern.kept_text) == ("Streetlights out along [left out]", shown.text)
    assert (case.place_words, case.point.coords) == ("Gate of [name]", (28.123, -26.123))
    assert not [event for event in case.events.all() if "Vusi" in str(event.payload) or "0123" in str(event.payload)]
    assert list(timeline_faults(Case.objects.all())) == list(altered_concerns(Case.objects.all())) == []
    assert what_went(apply_retention(at=after(36))) == {}


def test_an_answer_to_the_resident_alone_goes_from_a_public_case(cast: Cast) -> None:
    case = answered(cast, cast.published(), is_public=False)
    apply_retention(at=after(36))
    assert said_on(case) == {"raised": False, "contact_confirmed": True, "published": True, "answered": False}


def test_what_is_open_stays_and_a_person_stays_with_their_other_case(cast: Cast) -> None:
    closed, going_on = answered(cast, cast.published()), cast.confirmed(subject="Another")
    apply_retention(at=after(200))
    going_on.refresh_from_db()
    assert going_on.resident == Resident.objects.get()
    assert Case.objects.get(pk=closed.pk).resident is None


def test_a_municipality_may_keep_things_for_another_time(cast: Cast) -> None:
    answered(cast, cast.published())
    months = {"contact": 24, "words": 36, "photos": 12, "follows": 3}
    RetentionRule.objects.create(municipality=cast.municipality, kind="concern", **months)
    assert what_went(apply_retention(at=after(12))) == {}
    assert what_went(apply_retention(at=after(24))) == {"contact": 1}


def test_what_a_department_was_asked_is_kept_like_the_concern_that_it_came_out_of(cast: Cast) -> None:
    months = {"contact": 12, "words": 48, "photos": 12, "follows": 3}
    RetentionRule.objects.create(municipality=cast.municipality, kind="concern", **months)
    roads, concern = make_department(cast.municipality), cast.published()
    asked = {"text": "I ask them.", "outcome": Outcome.REFERRED, "department": roads, "ask": "Behind number 14."}
    answer_concern(case=concern, is_public=True, key="refer", by=cast.councillor, at=NOW, **asked)
    done = {"text": "It is mended.", "is_done": True, "visibility": Visibility.RESIDENT, "key": "done"}
    referral = finish_referral(case=Case.objects.get(referral__from_case=concern), by=make_agent(roads), at=NOW, **done)
    answered(cast, concern)
    assert what_went(apply_retention(at=after(36))) == {"contact": 1}
    assert Referral.objects.get(case=referral).ask == asked["ask"]
    assert all(said_on(referral).values())
    apply_retention(at=after(48))
    assert Referral.objects.get(case=referral).ask == ""
    assert not any(said_on(referral).values())


def test_what_other_parts_hold_goes_with_its_period(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case, gone = answered(cast, cast.published()), []
    photos = Holding(
        "photos",
        period="photos",
        due=lambda cases: cases.exclude(pk__in=gone),
        expire=lambda case, at: gone.append(case.pk),
    )
    monkeypatch.setattr(holdings, "_holdings", {"photos": photos})
    assert what_went(apply_retention(at=after(12))) == {"photos": 1, "contact": 1}
    assert gone == [case.pk]


def test_the_command_prints_what_would_go(cast: Cast) -> None:
    case = answered(cast, cast.published())
    Case.objects.filter(pk=case.pk).update(opened_at=NOW - 900 * DAY, closed_at=NOW - 800 * DAY)
    out = StringIO()
    call_command("apply_retention", dry_run=True, stdout=out)
    assert f"{cast.municipality.key}, concern: contact of 1 would go\n  {case.reference}" in out.getvalue()
    assert RetentionRun.objects.get().is_dry
