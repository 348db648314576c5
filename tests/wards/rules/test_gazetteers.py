"""What a gazetteer changes."""

from dataclasses import replace

from wards.enums import PlaceKind
from wards.rules.gazetteers import Clash, Entry, PlaceFacts, compare_gazetteer
from wards.rules.positions import Position

QUAY = PlaceFacts("Quay", ("Kaai",), PlaceKind.SUBURB, Position(-9.5, -29.5), 1)
NUMBERED = replace(QUAY, source_id="77")


def test_a_place_is_new_known_or_different() -> None:
    moved = replace(NUMBERED, position=Position(-9.6, -29.6))
    change = compare_gazetteer(
        [Entry(2, moved), Entry(3, QUAY), Entry(4, replace(QUAY, name="Reef"))],
        [(10, NUMBERED), (11, QUAY)],
        municipality=None,
    )
    assert [entry.row for entry in change.added] == [4]
    assert [(number, entry.row) for number, entry in change.changed] == [(10, 2)]
    assert change.unchanged == 1
    assert change.not_in_file == 0


def test_without_a_number_a_place_is_known_by_name_and_spot() -> None:
    nearby = replace(QUAY, name="QUAY ", position=Position(-9.5002, -29.4999))
    change = compare_gazetteer([Entry(2, nearby)], [(11, QUAY)], municipality=None)
    assert [number for number, _entry in change.changed] == [11]
    far = replace(QUAY, position=Position(-9.51, -29.5))
    assert len(compare_gazetteer([Entry(2, far)], [(11, QUAY)], municipality=None).added) == 1


def test_a_name_at_one_spot_said_again_is_taken_once() -> None:
    change = compare_gazetteer([Entry(2, QUAY), Entry(3, QUAY)], [], municipality=None)
    assert [entry.row for entry in change.added] == [2]
    assert [(entry.row, clash) for entry, clash in change.clashes] == [(3, Clash.REPEATED)]


def test_one_number_for_two_places_is_an_error() -> None:
    change = compare_gazetteer(
        [Entry(2, NUMBERED), Entry(3, replace(NUMBERED, name="Reef")), Entry(4, NUMBERED)], [], municipality=None
    )
    assert [(entry.row, clash) for entry, clash in change.clashes] == [(3, Clash.NUMBER_TWICE), (4, Clash.REPEATED)]


def test_a_municipality_does_not_change_anothers_places() -> None:
    change = compare_gazetteer([Entry(2, replace(NUMBERED, municipality=2))], [(10, NUMBERED)], municipality=2)
    assert [clash for _entry, clash in change.clashes] == [Clash.OTHER_MUNICIPALITY]
    assert change.changed == []


def test_places_that_the_file_lacks_are_counted() -> None:
    assert compare_gazetteer([], [(10, NUMBERED), (11, QUAY)], municipality=None).not_in_file == 2
