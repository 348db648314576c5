"""Who speaks for a ward."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.wards.factories import CouncillorFactory, CouncillorTermFactory, make_grid
from wards.enums import SeatKind, TermEnd
from wards.models import CouncillorTerm, Ward, WardCommitteeMember
from wards.queries.seats import (
    Seat,
    committee_of,
    is_under_administration,
    seat_of,
    ward_terms,
    with_councillor_names,
)

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)


@pytest.fixture
def ward() -> Ward:
    return make_grid(2, 1)[0]


def test_a_seat_is_held_by_the_councillor_who_serves_on_the_day(ward: Ward, django_assert_num_queries) -> None:
    CouncillorTermFactory(ward=ward, served=DateRange(date(2016, 8, 3), date(2021, 11, 1)))
    term = CouncillorTermFactory(ward=ward)
    with django_assert_num_queries(1):
        assert seat_of(ward, ON) == Seat(term, None)
        assert term.councillor.name


def test_a_seat_is_vacant_from_the_day_after_the_last_term(ward: Ward) -> None:
    ended = CouncillorTermFactory(ward=ward, served=DateRange(date(2021, 11, 1), date(2024, 5, 1)))
    assert seat_of(ward, ON) == Seat(None, date(2024, 5, 1))
    assert seat_of(ward, date(2024, 4, 30)).term == ended
    assert seat_of(ward, date(2024, 5, 1)).term is None


def test_a_council_is_dissolved_once_nobody_sits_and_those_who_sat_last_lost_their_seats_by_that(ward: Ward) -> None:
    last, earlier = date(2024, 5, 1), date(2024, 3, 1)
    lost = CouncillorTermFactory(ward=ward, served=DateRange(date(2021, 11, 1), last), end_reason=TermEnd.DISSOLVED)
    other = Ward.objects.exclude(pk=ward.pk).get()
    kept = CouncillorTermFactory(ward=other, served=DateRange(date(2021, 11, 1), None))
    municipality = ward.municipality
    assert not is_under_administration(municipality, ON), "somebody sits"
    kept.served, kept.end_reason = DateRange(date(2021, 11, 1), earlier), TermEnd.DIED
    kept.save()
    assert is_under_administration(municipality, ON), "one seat was vacant before"
    assert not is_under_administration(municipality, date(2024, 4, 30))
    assert seat_of(other, ON) == Seat(None, earlier, is_under_administration=True)
    kept.served = DateRange(date(2021, 11, 1), date(2024, 5, 2))
    kept.save()
    assert not is_under_administration(municipality, ON), "the last left for another reason"
    lost.delete(), kept.delete()
    assert not is_under_administration(municipality, ON), "nobody was ever entered"


def test_a_ward_of_which_no_councillor_was_entered_has_no_day_of_vacancy(ward: Ward) -> None:
    assert seat_of(ward, ON) == Seat(None, None)


def test_a_term_that_begins_later_does_not_hold_the_seat_yet(ward: Ward) -> None:
    CouncillorTermFactory(ward=ward, served=DateRange(date(2024, 6, 1), None))
    assert seat_of(ward, ON) == Seat(None, None)
    assert seat_of(ward, date(2024, 6, 1)).term is not None


def test_a_councillor_of_the_list_speaks_for_no_ward(ward: Ward) -> None:
    councillor = CouncillorFactory(municipality=ward.municipality)
    CouncillorTerm.objects.create(
        councillor=councillor, seat=SeatKind.PROPORTIONAL, served=DateRange(date(2021, 11, 1), None)
    )
    assert seat_of(ward, ON).term is None


@pytest.mark.parametrize(
    "day",
    [date(2020, 1, 1), date(2021, 11, 1), date(2024, 4, 30), date(2024, 5, 1), date(2024, 6, 1), date(2030, 1, 1)],
)
def test_everybody_asks_the_same_of_who_holds_a_ward(ward: Ward, day: date) -> None:
    CouncillorTermFactory(ward=ward, served=DateRange(date(2021, 11, 1), date(2024, 5, 1)))
    CouncillorTermFactory(ward=ward, served=DateRange(date(2024, 6, 1), None))
    assert ward_terms(day).filter(ward=ward).first() == seat_of(ward, day).term


def test_wards_are_listed_with_their_councillors_in_one_statement(ward: Ward, django_assert_num_queries) -> None:
    term = CouncillorTermFactory(ward=ward)
    with django_assert_num_queries(1):
        listed = with_councillor_names(Ward.objects.order_by("number"), ON)
        assert [ward.councillor_name for ward in listed] == [term.councillor.name, None]


def test_the_committee_is_whoever_agreed_to_be_named_and_has_not_left(ward: Ward) -> None:
    for name, agreed, left in [
        ("Serves", date(2024, 1, 1), None),
        ("Leaves later", date(2024, 1, 1), date(2024, 6, 1)),
        ("Has left", date(2024, 1, 1), ON),
        ("Agrees later", date(2024, 6, 1), None),
    ]:
        WardCommitteeMember.objects.create(ward=ward, name=name, agreed_on=agreed, left_on=left)
    assert [member.name for member in committee_of(ward, ON)] == ["Leaves later", "Serves"]
