"""The invented islands: wards that fit together without gap or overlap, the same each time, far from any real ward."""

import pytest
import shapely
from shapely import Point, Polygon

from cms.demo.gazetteer import KHANYA, MUNICIPALITIES, NamedMunicipality
from cms.demo.geography import KM_PER_DEGREE, draw_wards, place_centres, simplify_together, spread_points

both = pytest.mark.parametrize("plan", MUNICIPALITIES, ids=lambda plan: plan.code)


def drawn(plan: NamedMunicipality) -> list[Polygon]:
    return draw_wards(plan.island, place_centres(plan.island))


@both
def test_neighbours_share_their_border_exactly_and_the_island_is_whole(plan: NamedMunicipality) -> None:
    wards = drawn(plan)
    assert len(wards) == len(plan.wards)
    assert all(ward.is_valid for ward in wards)
    assert shapely.coverage_is_valid(wards)
    island = shapely.coverage_union_all(wards)
    assert (island.geom_type, len(shapely.get_rings(island))) == ("Polygon", 1)


@both
def test_outlines_are_lighter_and_still_share_their_borders(plan: NamedMunicipality) -> None:
    wards = drawn(plan)
    outlines = simplify_together(wards)
    assert shapely.coverage_is_valid(outlines)
    assert shapely.get_num_coordinates(outlines).sum() < shapely.get_num_coordinates(wards).sum() / 3
    overlap = [ward.intersection(outline).area / ward.area for ward, outline in zip(wards, outlines, strict=True)]
    assert min(overlap) > 0.98


def test_the_same_island_is_drawn_each_time() -> None:
    assert [ward.wkt for ward in drawn(KHANYA)] == [ward.wkt for ward in drawn(KHANYA)]


def test_the_first_municipality_has_the_size_of_a_city() -> None:
    west, south, east, north = shapely.total_bounds(drawn(KHANYA)) * KM_PER_DEGREE
    assert 30 < east - west < 40
    assert 20 < north - south < 40


@both
def test_every_ward_lies_in_the_gulf_of_guinea_where_no_land_is(plan: NamedMunicipality) -> None:
    open_sea = shapely.box(2, -3, 4, -1)
    assert all(open_sea.contains(ward) for ward in drawn(plan))


def test_the_islands_do_not_touch() -> None:
    first, second = (shapely.coverage_union_all(drawn(plan)) for plan in MUNICIPALITIES)
    assert first.distance(second) * KM_PER_DEGREE > 3


def test_places_lie_well_inside_their_ward_and_apart() -> None:
    ward = drawn(KHANYA)[0]
    places = spread_points(ward, 5, purpose="test")
    assert all(ward.contains(place) and ward.exterior.distance(place) * KM_PER_DEGREE > 0.4 for place in places)
    assert min(a.distance(b) for a in places for b in places if a is not b) * KM_PER_DEGREE > 0.5
    assert places == spread_points(ward, 5, purpose="test") != spread_points(ward, 5, purpose="another")
    assert all(isinstance(place, Point) for place in places)
