"""Concerns as lists show them."""

from datetime import timedelta

import pytest

from engagement.enums import Outcome
from engagement.models import AnsweringPolicy, Case, TimelineEvent
from engagement.queries.cases import facts_of
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import answered_on_desk, held_for, owed_on_desk, owed_publicly_in, published_in
from engagement.queries.days_off import days_off_read_once
from engagement.queries.moved import open_and_moved
from engagement.queries.timeline import visible_events
from engagement.queries.viewers import viewer_of
from engagement.rules.visibility import Viewer
from engagement.services.answers import answer_concern
from engagement.services.moderation import publish_concern
from tests.engagement.cast import NOW, Cast
from wards.models import Delimitation, Ward

pytestmark = pytest.mark.django_db


def answered(cast: Cast, case: Case, outcome: Outcome = Outcome.ANSWERED) -> Case:
    return answer_concern(
        case=case, text="Yes.", outcome=outcome, is_public=False, key=case.reference, by=cast.councillor, at=NOW
    )


def test_the_desk_shows_the_oldest_promise_first_of_an_answer_or_of_the_next_report(cast: Cast) -> None:
    younger = cast.confirmed(at=NOW + timedelta(days=2))
    older = cast.confirmed()
    followed = answered(cast, cast.confirmed(at=NOW - timedelta(days=9)), Outcome.REFERRED)
    done = answered(cast, cast.confirmed())
    cast.raised()
    cast.confirmed(ward=cast.other_ward)
    viewer = viewer_of(cast.councillor, on=NOW.date(), at_work=True)
    assert list(owed_on_desk(viewer)) == [followed, older, younger]
    assert list(answered_on_desk(viewer)) == [done]


def test_the_desk_takes_the_same_statements_for_one_and_for_many(cast: Cast, django_assert_num_queries: object) -> None:
    viewer = viewer_of(cast.councillor, on=NOW.date(), at_work=True)
    for number in (1, 2):
        for _ in range(2 * number - 1):
            cast.confirmed(email=f"{number}@example.org")
        days_off = days_off_read_once()
        with django_assert_num_queries(3):
            rows = [
                (case.concern.subject, answer_promise(case, at=NOW, days_off=days_off).days)
                for case in owed_on_desk(viewer)
            ]
        assert len(rows) == {1: 1, 2: 4}[number]


def test_what_a_moderator_owes_moves_nothing_up_the_list_for_a_ward(cast: Cast) -> None:
    older = cast.published(at=NOW - timedelta(days=2))
    AnsweringPolicy.objects.create(municipality=cast.municipality, holds_before_publishing=False)
    unchecked = cast.confirmed()
    assert list(owed_publicly_in(cast.ward)) == [older, unchecked]


def test_a_ward_shows_what_was_published_by_the_day_that_is_shown(cast: Cast) -> None:
    checked_late = cast.confirmed()
    first, second = (cast.published(at=NOW + timedelta(hours=hours)) for hours in (1, 2))
    publish_concern(case=checked_late, by=cast.moderator, at=NOW + timedelta(days=1))
    cast.confirmed()
    cast.published(ward=cast.other_ward)
    assert list(published_in(cast.ward)) == [second, first, checked_late]


def test_a_moderator_sees_what_is_held_in_their_municipality(cast: Cast) -> None:
    held = cast.confirmed()
    cast.published()
    cast.raised()
    cast.confirmed(is_public=False)
    assert list(held_for(viewer_of(cast.moderator, on=NOW.date(), at_work=True))) == [held]
    assert not held_for(viewer_of(cast.stranger_moderator, on=NOW.date(), at_work=True)).exists()


def test_a_stranger_reads_the_public_events_and_no_others(cast: Cast) -> None:
    case = answered(cast, cast.published())
    assert [event.kind for event in visible_events(case, Viewer())] == ["published"]
    own = Viewer(granted=frozenset({case.pk}))
    assert [event.kind for event in visible_events(case, own)] == [
        "raised",
        "contact_confirmed",
        "published",
        "answered",
    ]
    assert TimelineEvent.objects.filter(case=case).count() == 4
    assert facts_of(case).is_confirmed


def test_open_cases_whose_place_gets_another_ward_are_counted(cast: Cast) -> None:
    later = Delimitation.objects.create(country="ZZ", edition="2030", published_on="2030-01-01")
    for ward in (cast.ward, cast.other_ward):
        other = cast.other_ward if ward == cast.ward else cast.ward
        # The two wards change their codes: whoever lives in one wakes up in the other.
        ward.__class__.objects.create(
            municipality=cast.municipality,
            delimitation=later,
            code=other.code,
            boundary=ward.boundary,
            outline=ward.outline,
            label_point=ward.label_point,
        )
    case = cast.confirmed()
    stays = cast.confirmed(point=Ward.objects.get(delimitation=later, code=cast.ward.code).label_point)
    answered(cast, cast.confirmed())
    cast.raised()
    assert case.point is None
    assert stays.point is not None
    assert open_and_moved(cast.municipality, later) == (2, 1)
    assert open_and_moved(cast.elsewhere, later) == (0, 0)
