"""Municipalities whose wards count."""

from datetime import date

import pytest

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.queries.municipalities import municipalities_in_force

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)


def test_municipalities_with_wards_in_force_are_listed_with_how_many() -> None:
    two, none = MunicipalityFactory(name="Two"), MunicipalityFactory(name="None")
    make_grid(2, 1, municipality=two)
    make_grid(3, 1, municipality=none, active_from=None)
    assert none.wards.count() == 3
    assert [(found.name, found.ward_count) for found in municipalities_in_force(ON)] == [("Two", 2)]


def test_nothing_counts_before_its_day() -> None:
    make_grid(1, 1, active_from=ON)
    assert municipalities_in_force(ON).count() == 1
    assert municipalities_in_force(date(2024, 5, 28)).count() == 0


def test_they_cost_one_statement(django_assert_num_queries) -> None:
    make_grid(1, 1)
    make_grid(1, 1, origin=(-5, -30))
    with django_assert_num_queries(1):
        assert len(municipalities_in_force(ON)) == 2
