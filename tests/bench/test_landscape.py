"""The invented country is one that a demarcation board could have drawn."""

import shapely

from tests.bench.landscape import EXTENT, invent_wards
from tests.bench.points import scatter


def test_wards_fill_the_country_without_gap_or_overlap() -> None:
    shapes = [ward.shape for ward in invent_wards(300)]
    assert len(shapes) == 300
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert abs(shapely.area(shapes).sum() / shapely.box(*EXTENT).area - 1) < 0.005  # the coast is ragged too


def test_borders_are_ragged() -> None:
    shapes = [ward.shape for ward in invent_wards(300)]
    assert shapely.get_num_coordinates(shapes).mean() > 40


def test_codes_are_unique_and_numbers_start_anew_in_each_municipality() -> None:
    wards = invent_wards(300)
    assert len({ward.code for ward in wards}) == 300
    assert sum(ward.number == 1 for ward in wards) == len({ward.municipality for ward in wards}) > 50


def test_every_run_looks_up_the_same_positions_in_the_same_wards() -> None:
    first, second = invent_wards(50, seed=7), invent_wards(50, seed=7)
    assert first == second
    assert scatter([ward.shape for ward in first], 20) == scatter([ward.shape for ward in second], 20)
    assert invent_wards(50, seed=8) != first
