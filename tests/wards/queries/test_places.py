"""Places whose names are like what somebody typed, and their wards."""

from datetime import date

import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from tests.wards.factories import CELL, SEA, make_grid
from tests.wards.places import PlaceFactory
from wards.enums import PlaceKind
from wards.models import Place
from wards.queries.places import places_like

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)


def at(column: float, row: float) -> Point:
    return Point(SEA[0] + column * CELL, SEA[1] + row * CELL, srid=4326)


@pytest.mark.parametrize("typed", ["thutong", "thutnog", "thutog", "tutong", "thuutong", "thutong park"])
def test_a_place_is_found_by_its_name_misspelt_too(typed: str) -> None:
    wards = make_grid(3, 3)
    PlaceFactory(point=at(1.5, 1.5))
    PlaceFactory(name="Lekgalong", point=at(0.5, 0.5))
    assert [(placed.place.name, placed.ward) for placed in places_like([typed], on=ON)] == [("Thutong", wards[4])]


def test_a_place_is_found_by_another_of_its_names() -> None:
    make_grid(1, 1)
    place = PlaceFactory(name="KwaDukuza", other_names=["Stanger", "Dukuza"])
    assert [placed.place for placed in places_like(["stanger"], on=ON)] == [place]


def test_the_likeness_to_each_phrase_is_told() -> None:
    make_grid(1, 1)
    PlaceFactory()
    (placed,) = places_like(["thutong west", "thutong"], on=ON)
    assert placed.likeness["thutong"] == 1
    assert 0.45 < placed.likeness["thutong west"] < 1


def test_a_place_tells_which_other_wards_it_may_reach_into() -> None:
    wards = make_grid(4, 1)
    PlaceFactory(name="Middle", kind=PlaceKind.VILLAGE, point=at(1.9, 0.5))
    PlaceFactory(name="Middle School", kind=PlaceKind.SCHOOL, point=at(1.8, 0.5))
    reach = {placed.place.name: (placed.ward, placed.others) for placed in places_like(["middle"], on=ON)}
    assert reach == {"Middle": (wards[1], [wards[2]]), "Middle School": (wards[1], [])}


def test_a_place_on_a_border_goes_to_the_lower_code() -> None:
    wards = make_grid(2, 1)
    PlaceFactory(kind=PlaceKind.LANDMARK, point=at(1, 0.5))
    (placed,) = places_like(["thutong"], on=ON)
    assert (placed.ward, placed.others) == (wards[0], [wards[1]])


def test_a_place_just_outside_every_ward_tells_the_wards_it_reaches() -> None:
    wards = make_grid(1, 1)
    PlaceFactory(kind=PlaceKind.TOWN, point=at(1.5, 0.5))
    (placed,) = places_like(["thutong"], on=ON)
    assert (placed.ward, placed.others) == (None, wards)


def test_a_place_far_from_every_ward_is_no_answer() -> None:
    make_grid(1, 1)
    PlaceFactory()
    PlaceFactory(name="Thutong Abroad", point=at(50, 50))
    assert [placed.place.name for placed in places_like(["thutong"], on=ON)] == ["Thutong"]


def test_wards_that_are_not_in_force_are_no_answer() -> None:
    make_grid(1, 1, active_from=ON)
    PlaceFactory()
    assert len(places_like(["thutong"], on=ON)) == 1
    assert places_like(["thutong"], on=date(2024, 5, 28)) == []


@pytest.mark.parametrize("typed", ["inadna", "innda", "inandda", "imanda"])
def test_a_short_name_is_found_in_spite_of_a_slip_that_leaves_few_trigrams(typed: str) -> None:
    make_grid(1, 1)
    PlaceFactory(name="Inanda")
    PlaceFactory(name="Mandeni")
    assert max(places_like([typed], on=ON), key=lambda placed: placed.likeness[typed]).place.name == "Inanda"


def test_parts_of_the_text_are_compared_only_where_nothing_is_called_like_the_whole() -> None:
    make_grid(1, 1)
    PlaceFactory(name="Thutong")
    west = PlaceFactory(name="Thutong West")
    assert {placed.place for placed in places_like(["thutong west", "thutong"], on=ON)} == {west, Place.objects.first()}
    assert [set(placed.likeness) for placed in places_like(["thutong west", "thutong"], on=ON)] == [
        {"thutong west"},
        {"thutong west"},
    ]
    assert {"thutong"} <= {
        phrase for found in places_like(["north thutong", "thutong"], on=ON) for phrase in found.likeness
    }


def test_looking_costs_three_statements_and_the_threshold_whatever_is_found(django_assert_num_queries) -> None:
    make_grid(3, 1)
    for column in range(3):
        PlaceFactory(name=f"Thutong {column}", point=at(column + 0.5, 0.5))
    savepoint_threshold_places_savepoint_wards = 5
    with django_assert_num_queries(savepoint_threshold_places_savepoint_wards):
        assert len(places_like(["thutong", "tutong"], on=ON)) == 3
    and_one_for_all_parts = 6
    with django_assert_num_queries(and_one_for_all_parts):
        assert len(places_like(["station road thutong", "station road", "thutong", "road thutong"], on=ON)) == 3


@pytest.mark.django_db(transaction=True)
def test_the_threshold_of_likeness_ends_with_the_search() -> None:
    make_grid(1, 1)
    PlaceFactory()
    assert places_like(["thutnog"], on=ON)  # would be found by no threshold but the lowered one
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pg_trgm.word_similarity_threshold')")
        assert cursor.fetchone() == ("0.6",)
