"""The wards around a ward."""

from datetime import date

import pytest

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.queries.neighbours import neighbours_of

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)


def test_the_wards_that_touch_it_are_next_to_it_at_corners_too() -> None:
    wards = make_grid(4, 3)
    assert [ward.number for ward in neighbours_of(wards[0], ON)] == [2, 5, 6]
    assert [ward.number for ward in neighbours_of(wards[5], ON)] == [1, 2, 3, 5, 7, 9, 10, 11]


def test_they_may_belong_to_another_municipality() -> None:
    (here,) = make_grid(1, 1, municipality=MunicipalityFactory(name="B"))
    (there,) = make_grid(1, 1, municipality=MunicipalityFactory(name="A"), origin=(-9.99, -30))
    assert list(neighbours_of(here, ON)) == [there]


def test_wards_that_are_not_in_force_are_next_to_nothing() -> None:
    wards = make_grid(2, 1, active_from=ON)
    assert len(neighbours_of(wards[0], ON)) == 1
    assert len(neighbours_of(wards[0], date(2024, 5, 28))) == 0


def test_they_cost_one_statement(django_assert_num_queries) -> None:
    wards = make_grid(3, 3)
    with django_assert_num_queries(1):
        assert [ward.municipality.name for ward in neighbours_of(wards[4], ON)]
