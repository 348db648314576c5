"""Which ward is in force at a point."""

from datetime import date

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.wards.factories import (
    CELL,
    SEA,
    ActivationFactory,
    DelimitationFactory,
    MunicipalityFactory,
    WardFactory,
    make_grid,
    square,
)
from wards.queries.wards import find_ward, wards_in_force

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)
WEST, SOUTH = SEA


def at(column: float, row: float, on: date = ON):
    """What is found at a position counted in cells from the grid's corner."""
    return find_ward(longitude=WEST + column * CELL, latitude=SOUTH + row * CELL, on=on)


def test_a_point_is_found_in_its_ward_by_one_statement(django_assert_num_queries) -> None:
    wards = make_grid(2, 2)
    at(1.5, 0.5)  # the first one on a connection also asks PostGIS for its version
    with django_assert_num_queries(1):
        found = at(1.5, 0.5)
        assert (found.ward, found.ward.municipality, found.on_border) == (wards[1], wards[1].municipality, False)


def test_nothing_is_found_outside_every_ward() -> None:
    make_grid(2, 2)
    assert at(0.5, 0.5) is not None
    assert at(2.5, 0.5) is None


def test_a_point_on_a_border_goes_to_the_lower_code_and_says_so() -> None:
    wards = make_grid(2, 2)
    assert (at(1, 0.5).ward, at(1, 0.5).on_border) == (wards[0], True)
    assert (at(1, 1).ward, at(1, 1).on_border) == (wards[0], True)
    assert (at(1.5, 1).ward, at(1.5, 1).on_border) == (wards[1], True)


def test_a_point_on_a_slanting_border_is_on_it_although_no_float_lies_exactly_there() -> None:
    municipality = MunicipalityFactory()
    corners = [(WEST, SOUTH), (WEST + CELL, SOUTH), (WEST + CELL, SOUTH + 0.7 * CELL), (WEST, SOUTH + CELL)]
    lower = MultiPolygon(Polygon([corners[0], corners[1], corners[2], corners[0]]))
    upper = MultiPolygon(Polygon([corners[0], corners[2], corners[3], corners[0]]))
    wards = [
        WardFactory(municipality=municipality, number=2, boundary=lower),
        WardFactory(municipality=municipality, number=1, boundary=upper),
    ]
    ActivationFactory(municipality=municipality)
    for part in (0.1, 0.3, 0.7, 0.9):
        found = at(part, 0.7 * part)
        assert (found.ward, found.on_border) == (wards[1], True)
    assert (at(0.5, 0.351).ward, at(0.5, 0.351).on_border) == (wards[1], False)
    assert (at(0.5, 0.349).ward, at(0.5, 0.349).on_border) == (wards[0], False)


def test_the_outer_edge_of_all_wards_is_a_border_too() -> None:
    wards = make_grid(1, 1)
    assert (at(0, 0.5).ward, at(0, 0.5).on_border) == (wards[0], True)


def test_codes_are_compared_character_by_character_whatever_the_database_prefers() -> None:
    municipality = MunicipalityFactory()
    WardFactory(municipality=municipality, code="b-1", boundary=square(0))
    lower = WardFactory(municipality=municipality, code="B-2", boundary=square(1))
    ActivationFactory(municipality=municipality)
    assert at(1, 0.5).ward == lower


def test_the_boundary_decides_and_never_the_outline() -> None:
    municipality = MunicipalityFactory()
    ward = WardFactory(municipality=municipality, boundary=square(0), outline=square(0, size=2))
    ActivationFactory(municipality=municipality)
    assert at(0.5, 0.5).ward == ward
    assert at(1.5, 0.5) is None


def test_each_municipality_has_the_edition_that_is_in_force_there_on_the_day() -> None:
    changed, stayed = MunicipalityFactory(), MunicipalityFactory()
    old, new = DelimitationFactory(edition="2016"), DelimitationFactory(edition="2021")
    before = WardFactory(municipality=changed, delimitation=old, boundary=square(0))
    after = WardFactory(municipality=changed, delimitation=new, boundary=square(0))
    contested = WardFactory(municipality=stayed, delimitation=old, boundary=square(1))
    WardFactory(municipality=stayed, delimitation=new, boundary=square(1))
    ActivationFactory(municipality=changed, delimitation=old, in_force=DateRange(date(2016, 8, 3), date(2021, 11, 1)))
    ActivationFactory(municipality=changed, delimitation=new, starts_on=date(2021, 11, 1))
    ActivationFactory(municipality=stayed, delimitation=old, starts_on=date(2016, 8, 3))

    assert at(0.5, 0.5, date(2021, 10, 31)).ward == before
    assert at(0.5, 0.5, date(2021, 11, 1)).ward == after
    assert at(1.5, 0.5, date(2021, 11, 1)).ward == contested
    assert at(0.5, 0.5, date(2016, 8, 2)) is None


def test_an_undone_activation_puts_nothing_in_force() -> None:
    municipality = MunicipalityFactory()
    ward = WardFactory(municipality=municipality, boundary=square(0))
    activation = ActivationFactory(municipality=municipality)
    assert list(wards_in_force(ON)) == [ward]
    activation.undone_at = timezone.now()
    activation.save()
    assert list(wards_in_force(ON)) == []
    assert at(0.5, 0.5) is None
