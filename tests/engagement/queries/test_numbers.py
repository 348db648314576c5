"""Whose figures a promise counts in."""

from datetime import date, datetime, timedelta

import pytest

from engagement.enums import Outcome
from engagement.models import Case, Clock, CouncillorAccount, User
from engagement.queries.numbers import response_of, responses_by_councillor, responses_by_ward
from engagement.rules.numbers import Response, Share
from engagement.services.answers import answer_concern
from tests.engagement.cast import NOW, Cast, make_councillor, make_ward
from wards.models import Councillor

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=40)


def answered(case: Case, by: User, *, after: int = 1, is_public: bool = False) -> Case:
    """The same case, answered so many days after NOW."""
    return answer_concern(
        case=case,
        text="It is mended.",
        outcome=Outcome.ANSWERED,
        is_public=is_public,
        key=f"answer-{case.pk}-{after}",
        by=by,
        at=NOW + timedelta(days=after),
    )


def councillor_of(user: User) -> Councillor:
    return user.councillor_account.councillor


def of_councillor(cast: Cast, user: User, *, since: date = date(2021, 11, 1), at: datetime = LATER) -> Response:
    key = councillor_of(user).pk
    return responses_by_councillor(cast.municipality, {key: since}, at=at)[key]


def counts(response: Response) -> tuple[int, int, int, Share]:
    return response.sent, response.answered, response.waiting, response.in_time


def test_a_ward_counts_everything_that_was_confirmed_in_it_within_a_year(cast: Cast) -> None:
    answered(cast.confirmed(), cast.councillor)
    answered(cast.confirmed(is_public=False, email="b@example.org"), cast.councillor, after=30)
    cast.confirmed(email="c@example.org")
    cast.raised(email="d@example.org")
    cast.confirmed(email="e@example.org", ward=cast.other_ward)
    assert counts(response_of(cast.ward, at=LATER)) == (3, 2, 1, Share(1, 3))
    assert counts(response_of(cast.ward, at=NOW + timedelta(days=366))) == (0, 0, 0, Share(0, 0))


def test_the_wards_of_a_municipality_are_counted_in_as_many_statements_as_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    answered(cast.confirmed(), cast.councillor)
    cast.confirmed(email="b@example.org", ward=cast.other_ward)
    with django_assert_max_num_queries(3):
        found = responses_by_ward(cast.municipality, at=LATER)
    assert counts(found[cast.ward.pk]) == counts(response_of(cast.ward, at=LATER)) == (1, 1, 0, Share(1, 1))
    assert counts(found[cast.other_ward.pk]) == (1, 0, 1, Share(0, 1))
    assert responses_by_ward(cast.elsewhere, at=LATER)[cast.ward.pk].sent == 0


def test_a_councillor_counts_what_they_answered_and_what_waits_for_them(cast: Cast) -> None:
    answered(cast.confirmed(), cast.councillor)
    cast.confirmed(email="b@example.org")
    answered(cast.confirmed(email="c@example.org", ward=cast.other_ward), cast.other_councillor)
    assert counts(of_councillor(cast, cast.councillor)) == (2, 1, 1, Share(1, 2))
    assert counts(of_councillor(cast, cast.other_councillor)) == (1, 1, 0, Share(1, 1))


def test_time_under_a_predecessor_does_not_count_against_the_successor(cast: Cast) -> None:
    taken_over, kept = cast.confirmed(), cast.confirmed(email="b@example.org")
    answered(kept, cast.councillor)
    begins = (NOW + timedelta(days=20)).date()
    cast.ward.terms.update(served=(date(2021, 11, 1), begins))
    successor = make_councillor(make_ward(cast.municipality, 3), "Thandi Mokoena")
    councillor_of(successor).terms.update(ward=cast.ward, served=(begins, None))
    Case.objects.filter(pk=taken_over.pk).update(councillor=councillor_of(successor))
    answered(taken_over, successor, after=25)
    answered(cast.confirmed(email="c@example.org", at=NOW + timedelta(days=21)), successor, after=23)
    assert counts(of_councillor(cast, successor, since=begins)) == (1, 1, 0, Share(1, 1))
    # The predecessor keeps what they answered; what they left unanswered is the ward's alone.
    assert counts(of_councillor(cast, cast.councillor)) == (1, 1, 0, Share(1, 1))
    assert counts(response_of(cast.ward, at=LATER)) == (3, 3, 0, Share(2, 3))


def test_an_answer_stays_with_whoever_gave_it_when_the_case_goes_on_to_another(cast: Cast) -> None:
    case = answered(cast.confirmed(), cast.councillor)
    Case.objects.filter(pk=case.pk).update(councillor=councillor_of(cast.other_councillor))
    assert of_councillor(cast, cast.councillor).answered == 1
    assert of_councillor(cast, cast.other_councillor).sent == 0


def test_what_the_speakers_office_answers_is_the_wards_and_no_councillors(cast: Cast) -> None:
    case = cast.confirmed()
    CouncillorAccount.objects.filter(councillor__terms__ward=cast.ward).delete()
    answered(case, cast.speaker)
    councillor = Councillor.objects.get(terms__ward=cast.ward)
    found = responses_by_councillor(cast.municipality, {councillor.pk: date(2021, 11, 1)}, at=LATER)
    assert found[councillor.pk].sent == 0
    assert response_of(cast.ward, at=LATER).answered == 1


def test_days_for_which_the_resident_was_asked_are_nobodys(cast: Cast) -> None:
    for number in range(10):
        cast.confirmed(email=f"{number}@example.org")
    Clock.objects.update(paused_at=NOW + timedelta(days=2))
    found = response_of(cast.ward, at=LATER)
    assert (found.in_time, found.half.longest) == (Share(0, 0), 2)


def test_without_councillors_there_is_nothing_to_count(cast: Cast) -> None:
    assert responses_by_councillor(cast.municipality, {}, at=LATER)[1].sent == 0
