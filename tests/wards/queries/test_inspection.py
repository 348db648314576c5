"""What an edition would change is known before it counts."""

from datetime import date

import pytest

from tests.wards.factories import ActivationFactory, DelimitationFactory, MunicipalityFactory, WardFactory, square
from wards.extensions import MovedCount, WardExtension
from wards.queries import inspection
from wards.queries.inspection import inspect_edition

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 4)


@pytest.fixture
def change():
    """A municipality with four wards in force, and an edition in which only the first stays as it is."""
    municipality = MunicipalityFactory()
    before, after = DelimitationFactory(edition="2021"), DelimitationFactory(edition="2026")
    for number in range(1, 5):
        WardFactory(municipality=municipality, delimitation=before, number=number, boundary=square(number - 1))
    WardFactory(municipality=municipality, delimitation=after, number=1, boundary=square(0))
    WardFactory(municipality=municipality, delimitation=after, number=2, boundary=square(1.25))
    WardFactory(municipality=municipality, delimitation=after, number=5, boundary=square(2.25))
    WardFactory(municipality=municipality, delimitation=after, number=3, boundary=square(3.25))
    ActivationFactory(municipality=municipality, delimitation=before)
    return municipality, before, after


def numbers(wards) -> list[int]:
    return [ward.number for ward in wards]


def test_wards_are_told_apart_as_new_gone_moved_and_unchanged(change) -> None:
    municipality, before, after = change
    seen = inspect_edition(municipality, after, ON)
    assert seen.before == before
    assert (numbers(seen.new), numbers(seen.gone), numbers(seen.unchanged)) == ([5], [4], [1])
    assert [(move.before.number, move.after.number, round(move.share, 3)) for move in seen.moved] == [
        (2, 2, 0.75),
        (3, 3, 0.0),
    ]
    assert {(move.before.delimitation, move.after.delimitation) for move in seen.moved} == {(before, after)}


def test_overlaps_tell_where_each_ward_goes(change) -> None:
    municipality, _before, after = change
    overlaps = inspect_edition(municipality, after, ON).overlaps
    assert [(pair.before.number, pair.after.number, round(pair.share, 3)) for pair in overlaps] == [
        (1, 1, 1.0),
        (2, 2, 0.75),
        (3, 5, 0.75),
        (3, 2, 0.25),
        (4, 3, 0.75),
        (4, 5, 0.25),
    ]


def test_the_first_edition_of_a_municipality_is_all_new() -> None:
    ward = WardFactory()
    seen = inspect_edition(ward.municipality, ward.delimitation, ON)
    assert (seen.before, seen.new, seen.gone, seen.moved, seen.overlaps) == (None, [ward], [], [], [])


def test_an_edition_that_counts_already_is_compared_with_the_one_before(change) -> None:
    municipality, before, after = change
    municipality.activations.update(in_force=(date(2021, 11, 1), ON))
    ActivationFactory(municipality=municipality, delimitation=after, starts_on=ON)
    assert inspect_edition(municipality, after, ON).before == before


def test_other_municipalities_are_left_out(change) -> None:
    municipality, _before, after = change
    stranger = WardFactory(delimitation=after, number=90, boundary=square(1))
    seen = inspect_edition(municipality, after, ON)
    assert stranger not in seen.new
    assert 90 not in {pair.after.number for pair in seen.overlaps}


def test_higher_floors_say_what_of_theirs_would_move(change, monkeypatch) -> None:
    municipality, _before, after = change
    asked = []

    def count_moved(*about) -> list[MovedCount]:
        asked.append(about)
        return [MovedCount(label="concerns", open=7, moved=2)]

    monkeypatch.setattr(inspection, "registered", lambda: [WardExtension(key="test", count_moved=count_moved)])
    assert inspect_edition(municipality, after, ON).moved_counts == [MovedCount("concerns", 7, 2)]
    assert asked == [(municipality, after, ON)]


def test_the_number_of_statements_does_not_grow_with_the_wards(change, monkeypatch, django_assert_num_queries) -> None:
    municipality, _before, after = change
    monkeypatch.setattr(inspection, "registered", list)  # what higher floors ask is counted in their own tests
    for number in (11, 12, 13):
        WardFactory(municipality=municipality, delimitation=after, number=number)
    with django_assert_num_queries(6):
        inspect_edition(municipality, after, ON)
