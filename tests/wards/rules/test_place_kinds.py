"""Kinds of places as gazetteers write them."""

import pytest

from wards.enums import PlaceKind
from wards.rules.place_kinds import read_place_kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("town", PlaceKind.TOWN),
        ("City", PlaceKind.TOWN),
        ("PPLX", PlaceKind.SUBURB),
        ("polling_station", PlaceKind.POLLING_STATION),
        ("Voting Station", PlaceKind.POLLING_STATION),
        ("Primary School", PlaceKind.SCHOOL),
        ("hamlet", PlaceKind.VILLAGE),
        ("lighthouse keeper", None),
        ("", None),
    ],
)
def test_a_word_is_a_kind_or_nothing(word: str, kind: PlaceKind | None) -> None:
    assert read_place_kind(word) == kind


@pytest.mark.parametrize("kind", PlaceKind)
def test_every_kind_is_known_by_its_own_name(kind: PlaceKind) -> None:
    assert read_place_kind(kind.value) == kind
