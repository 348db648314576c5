"""Gaps and overlaps between neighbours are found with their true area."""

import numpy as np
import pytest
import shapely

from tests.wards.factories import CELL, SEA
from tests.wards.importers.boundaries.files import cells
from wards.importers.boundaries.neighbours import ENCLOSED, SLIVER, Misfit, find_misfits
from wards.importers.boundaries.shapes import areas

WEST, SOUTH = SEA


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A box in cells from the grid's corner."""
    return shapely.box(WEST + west * CELL, SOUTH + south * CELL, WEST + east * CELL, SOUTH + north * CELL)


def find(*shapes):
    return find_misfits(np.array(shapes, dtype=object), [chr(ord("A") + index) for index in range(len(shapes))])


def test_wards_that_fit_have_no_misfits() -> None:
    assert find(*cells(3, 3)).found == ()
    assert find_misfits(np.array([], dtype=object), []).counts()["gaps"] == 0


def test_ground_that_two_wards_claim_is_an_overlap() -> None:
    (misfit,) = find(box(0, 0, 1.5, 1), box(1, 0, 2, 1), box(3, 0, 4, 1)).found
    assert (misfit.kind, misfit.wards) == ("overlap", ("A", "B"))
    assert misfit.area == pytest.approx(areas([box(1, 0, 1.5, 1)])[0])
    assert box(1, 0, 1.5, 1).contains(shapely.Point(misfit.longitude, misfit.latitude))


def test_the_same_shape_twice_and_a_shape_within_another_are_overlaps() -> None:
    assert [misfit.wards for misfit in find(box(0, 0, 1, 1), box(0, 0, 1, 1)).found] == [("A", "B")]
    assert [misfit.wards for misfit in find(box(0, 0, 3, 3), box(1, 1, 2, 2)).found] == [("A", "B")]


def test_ground_between_wards_that_none_claims_is_a_gap() -> None:
    ring = [box(0, 0, 3, 1), box(0, 2, 3, 3), box(0, 1, 1, 2), box(2, 1, 3, 2)]
    (misfit,) = find(*ring).found
    assert (misfit.kind, misfit.wards) == ("gap", ("A", "B", "C", "D"))
    assert misfit.area == pytest.approx(areas([box(1, 1, 2, 2)])[0])
    problem = misfit.as_problem()
    assert (problem.row, problem.code, problem.severity) == (None, "gap", "warning")
    assert "A, B, C, D" in problem.message


def test_slivers_are_counted_and_not_listed() -> None:
    thin = SLIVER / areas([box(0, 0, 1, 1)])[0] / 2
    misfits = find(box(0, 0, 1 + thin, 1), box(1, 0, 2, 1), box(2.5, 0, 3.5, 1), box(3, 0, 4, 1))
    assert len(misfits.listed()) == 1
    assert misfits.counts()["overlaps"] == 2
    assert misfits.counts()["overlaps_slivers"] == 1
    assert misfits.counts()["gaps"] == 0


@pytest.mark.parametrize(
    ("area", "words"), [(ENCLOSED - 1, "Nobody's ground: 999,999,999 m²"), (30_355e6, "such as another country")]
)
def test_a_gap_as_large_as_a_country_is_told_from_a_mistake(area: float, words: str) -> None:
    problem = Misfit("gap", area, 28.0, -29.5, ("A", "B")).as_problem()
    assert (problem.code, words in problem.message) == ("gap", True)
    assert ("30,355 km²" in problem.message) == (area > ENCLOSED)
