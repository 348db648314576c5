"""What a ward's code means: today, before, and later."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.wards.factories import ActivationFactory, DelimitationFactory, MunicipalityFactory, WardFactory, square
from wards.models import Ward
from wards.queries.codes import coming_wards_of_code, past_wards_of_code, wards_of_code

pytestmark = pytest.mark.django_db

CHANGE = date(2021, 11, 1)
BEFORE, AFTER = date(2021, 10, 31), date(2024, 5, 29)


@pytest.fixture
def changed() -> tuple[Ward, Ward]:
    """A ward of 2016 that the edition of 2021 replaced by another one in the same place."""
    municipality = MunicipalityFactory()
    old, new = DelimitationFactory(edition="2016"), DelimitationFactory(edition="2021")
    before = WardFactory(municipality=municipality, delimitation=old, code="OLD", number=7, boundary=square())
    after = WardFactory(municipality=municipality, delimitation=new, code="NEW", number=9, boundary=square())
    ActivationFactory(municipality=municipality, delimitation=old, in_force=DateRange(date(2016, 8, 3), CHANGE))
    ActivationFactory(municipality=municipality, delimitation=new, starts_on=CHANGE)
    return before, after


def test_a_code_of_today_is_a_ward_of_today(changed: tuple[Ward, Ward]) -> None:
    assert wards_of_code("NEW", AFTER) == [changed[1]]
    assert wards_of_code("OLD", AFTER) == []
    assert wards_of_code("OLD", BEFORE) == [changed[0]]


def test_two_countries_may_write_the_same_code() -> None:
    wards = []
    for country in ("ZZ", "YY"):
        municipality = MunicipalityFactory(country=country)
        delimitation = DelimitationFactory(country=country)
        wards.append(WardFactory(municipality=municipality, delimitation=delimitation, code="1", boundary=square()))
        ActivationFactory(municipality=municipality, delimitation=delimitation)
    assert wards_of_code("1", AFTER) == [wards[1], wards[0]]


def test_a_code_of_before_leads_to_the_ward_of_today_in_its_place(changed: tuple[Ward, Ward]) -> None:
    (past,) = past_wards_of_code("OLD", AFTER)
    assert (past.ward, past.ended_on) == (changed[0], CHANGE)
    assert [(successor.ward, successor.percent) for successor in past.successors] == [(changed[1], 100)]
    assert past_wards_of_code("NEW", AFTER) == []
    assert past_wards_of_code("OLD", BEFORE) == []


def test_a_code_of_later_tells_from_when(changed: tuple[Ward, Ward]) -> None:
    (coming,) = coming_wards_of_code("NEW", BEFORE)
    assert (coming.ward, coming.starts_on) == (changed[1], CHANGE)
    assert coming_wards_of_code("NEW", AFTER) == []


def test_an_activation_that_was_undone_counts_neither_before_nor_later(changed: tuple[Ward, Ward]) -> None:
    changed[0].municipality.activations.update(undone_at=timezone.now())
    assert past_wards_of_code("OLD", AFTER) == []
    assert coming_wards_of_code("NEW", BEFORE) == []
