"""The wards of many points are those that a look-up of each would give."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wards.factories import CELL, SEA, ActivationFactory, MunicipalityFactory, WardFactory, make_grid, square
from wards.queries.points import find_wards_of_points
from wards.queries.wards import find_ward

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)
WEST, SOUTH = SEA


def at(column: float, row: float) -> tuple[float, float]:
    return WEST + column * CELL, SOUTH + row * CELL


def find(*places: tuple[float, float]) -> list:
    points = [(number, *at(*place)) for number, place in enumerate(places, start=1)]
    return list(find_wards_of_points(points, ON))


def test_each_point_gets_its_ward_in_the_order_of_the_numbers() -> None:
    first, second = make_grid(2, 1)
    (one, two) = find((1.5, 0.5), (0.5, 0.5))
    assert (one.row, one.code, one.number, one.municipality, one.country, one.on_border) == (
        1, second.code, 2, first.municipality.code, "ZZ", False,
    )  # fmt: skip
    assert (two.row, two.code) == (2, first.code)


def test_points_outside_every_ward_are_left_out() -> None:
    make_grid(1, 1)
    assert [found.row for found in find((5, 5), (0.5, 0.5), (-5, 5))] == [2]


def test_a_point_on_a_border_goes_to_the_lower_code_and_says_so() -> None:
    wards = make_grid(2, 2)
    (middle, edge) = find((1, 1), (2, 1.5))
    assert (middle.code, middle.on_border) == (wards[0].code, True)
    assert (edge.code, edge.on_border) == (wards[3].code, True)


def test_only_wards_in_force_on_the_day_count() -> None:
    make_grid(1, 1, active_from=date(2024, 5, 30))
    assert find((0.5, 0.5)) == []
    assert len(list(find_wards_of_points([(1, *at(0.5, 0.5))], date(2024, 5, 30)))) == 1


def test_it_can_be_asked_twice_and_with_no_points() -> None:
    make_grid(1, 1)
    assert find() == []
    assert len(find((0.5, 0.5))) == len(find((0.5, 0.5))) == 1


def test_the_number_of_statements_does_not_grow_with_the_points(django_assert_num_queries) -> None:
    make_grid(2, 2)
    places = [(column / 10, 0.5) for column in range(20)]
    find()
    # A savepoint and its release; the temporary table, filled, indexed, joined, and taken away again.
    with django_assert_num_queries(7):
        assert len(find(*places)) == 20


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), min_size=1, max_size=12))
def test_it_agrees_with_the_look_up_of_each_point(quarters) -> None:
    """Points on corners, on borders, inside, outside, and where two wards overlap."""
    municipality = MunicipalityFactory(code="ZZ90")
    if not municipality.wards.exists():
        make_grid(3, 2, municipality=municipality)
        WardFactory(municipality=municipality, number=90, boundary=square(0.5, 0.5))
        ActivationFactory(municipality=MunicipalityFactory(code="ZZ91"))
    places = [(column / 4, row / 4) for column, row in quarters]
    found = {each.row: (each.code, each.on_border) for each in find(*places)}
    for number, place in enumerate(places, start=1):
        longitude, latitude = at(*place)
        alone = find_ward(longitude=longitude, latitude=latitude, on=ON)
        assert found.get(number) == (alone and (alone.ward.code, alone.on_border))
