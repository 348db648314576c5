"""Where do you live? Answers, and why each is one."""

from datetime import date

import pytest
from django.contrib.gis.geos import Point

from tests.wards.factories import CELL, SEA, MunicipalityFactory, WardFactory, make_grid, square
from tests.wards.places import PlaceFactory
from wards.enums import MatchReason, PlaceKind
from wards.models import Municipality, Ward
from wards.queries.search import MOST_WARDS, SearchResult, search_wards

pytestmark = pytest.mark.django_db

ON = date(2024, 5, 29)
FAR = (-5.0, -30.0)
"""Where a second municipality lies."""


@pytest.fixture
def khanya() -> list[Ward]:
    return make_grid(4, 3, municipality=MunicipalityFactory(code="KHA", name="Khanya Local Municipality"))


@pytest.fixture
def lesedi() -> list[Ward]:
    return make_grid(4, 3, municipality=MunicipalityFactory(code="LES", name="Lesedi Municipality"), origin=FAR)


def place_at(ward: Ward, **facts: object):
    return PlaceFactory(point=ward.boundary.centroid, **facts)


def look(text: str, within: Municipality | None = None) -> SearchResult:
    return search_wards(text, on=ON, within=within)


def found(result: SearchResult) -> list[tuple[Ward, MatchReason]]:
    return [(match.ward, match.reason) for match in result.wards]


@pytest.mark.parametrize("typed", ["KHA003", "kha003", " KHA003 ", "KHA 003"])
def test_a_code_finds_its_ward_alone(khanya: list[Ward], typed: str) -> None:
    result = look(typed)
    assert found(result) == [(khanya[2], MatchReason.CODE)]
    assert result.only_ward == khanya[2]


@pytest.mark.parametrize("typed", ["ZZ001003", "zz001003", "ZZ 001 003", "ZZ001-003", "zz-001-003"])
def test_a_code_is_found_without_its_dash(khanya: list[Ward], typed: str) -> None:
    ward = WardFactory(municipality=khanya[0].municipality, number=33, code="ZZ001-003", boundary=square(9))
    assert found(look(typed)) == [(ward, MatchReason.CODE)]
    assert look(typed).only_ward == ward


def test_a_number_that_no_ward_has_is_named(khanya: list[Ward], lesedi: list[Ward]) -> None:
    for typed in ("99", "ward 99"):
        assert (look(typed).missing_number, look(typed).empty) == (99, True)
    beside = look("ward 99 khanya")
    assert (beside.missing_number, [body.code for body in beside.municipalities]) == (99, ["KHA"])
    assert look("ward 99 xyzzy").missing_number is None, "nothing is called xyzzy: the number was not looked for"
    assert look("ward 3").missing_number is None
    assert look("khanya").missing_number is None


def test_a_number_below_zero_is_no_ward(khanya: list[Ward]) -> None:
    assert look("1").only_ward == khanya[0]
    for typed in ("-1", " - 1", "\u22121"):
        assert look(typed).empty


def test_a_number_finds_that_ward_of_each_municipality(khanya: list[Ward], lesedi: list[Ward]) -> None:
    result = look("ward 3")
    assert found(result) == [(khanya[2], MatchReason.NUMBER), (lesedi[2], MatchReason.NUMBER)]
    assert result.only_ward is None


@pytest.mark.parametrize("typed", ["Ward 3 Lesedi", "lesedi ward 3", "ward 3, lesedi", "ward 3 lesdi"])
def test_a_number_beside_a_municipality_finds_one_ward(khanya: list[Ward], lesedi: list[Ward], typed: str) -> None:
    assert look(typed).only_ward == lesedi[2]


def test_a_number_beside_a_place_finds_the_ward_of_its_municipality(khanya: list[Ward], lesedi: list[Ward]) -> None:
    place_at(lesedi[0])
    assert look("ward 3 thutong").only_ward == lesedi[2]


def test_a_number_in_the_only_municipality_is_enough(khanya: list[Ward]) -> None:
    assert look("12").only_ward == khanya[11]


def test_a_number_without_the_word_is_offered_and_not_taken_for_sure(khanya: list[Ward], lesedi: list[Ward]) -> None:
    result = look("lesedi 3")
    assert found(result) == [(lesedi[2], MatchReason.NUMBER)]
    assert result.only_ward is None


def test_the_number_of_a_house_is_no_ward(khanya: list[Ward]) -> None:
    place_at(khanya[4])
    result = look("3 Main Road, Thutong")
    assert result.wards == []
    assert [match.ward for match in result.places] == [khanya[4]]


def test_a_ward_is_found_by_its_name_misspelt_too(khanya: list[Ward]) -> None:
    ward = WardFactory(
        municipality=khanya[0].municipality, number=None, code="R", name="Mabathoana", boundary=square(9)
    )
    for typed in ("mabathoana", "mabatoana", "Mabathoana ward"):
        assert found(look(typed)) == [(ward, MatchReason.NAME)]
    assert look("mabathoana").only_ward is None


def test_a_ward_without_a_name_is_like_no_name(khanya: list[Ward]) -> None:
    assert look("mabathoana").empty


def test_a_place_is_found_with_its_ward(khanya: list[Ward]) -> None:
    place = place_at(khanya[4], kind=PlaceKind.LANDMARK)
    (match,) = look("thutong").places
    assert (match.place, match.ward, match.others, match.exact) == (place, khanya[4], [], True)
    assert not look("thutnog").places[0].exact


def test_a_place_near_a_border_tells_the_other_wards(khanya: list[Ward]) -> None:
    PlaceFactory(kind=PlaceKind.LANDMARK, point=Point(SEA[0] + 0.95 * CELL, SEA[1] + CELL / 2))
    (match,) = look("thutong").places
    assert (match.ward, match.others) == (khanya[0], [khanya[1]])


def test_other_words_tell_which_of_two_places(khanya: list[Ward], lesedi: list[Ward]) -> None:
    place_at(khanya[4])
    place_at(lesedi[4])
    assert {match.municipality for match in look("thutong").places} == {khanya[0].municipality, lesedi[0].municipality}
    assert [match.ward for match in look("thutong lesedi").places] == [lesedi[4]]
    assert [match.ward for match in look("Thutong, Khanya").places] == [khanya[4]]


def test_a_place_that_a_gazetteer_names_twice_is_one_answer(khanya: list[Ward]) -> None:
    place_at(khanya[0], kind=PlaceKind.LANDMARK)
    place_at(khanya[11], name="THUTONG", kind=PlaceKind.LANDMARK)
    (match,) = look("thutong").places
    assert {match.ward, *match.others} == {khanya[0], khanya[11]}


def test_where_people_live_comes_before_what_stands_there(khanya: list[Ward]) -> None:
    place_at(khanya[0], name="Thutong Primary", kind=PlaceKind.SCHOOL)
    place_at(khanya[1], name="Thutong Village", kind=PlaceKind.VILLAGE)
    place_at(khanya[2], name="Thutong")
    names = [match.place.name for match in look("thutong").places]
    assert names == ["Thutong", "Thutong Village", "Thutong Primary"]


def test_a_municipality_is_found_by_its_name(khanya: list[Ward], lesedi: list[Ward]) -> None:
    result = look("lesdi")
    assert [(body.name, body.ward_count) for body in result.municipalities] == [("Lesedi Municipality", 12)]


def test_within_a_municipality_only_its_wards_are_answers(khanya: list[Ward], lesedi: list[Ward]) -> None:
    place_at(khanya[4])
    place_at(lesedi[4])
    inside = lesedi[0].municipality
    assert look("ward 3", within=inside).only_ward == lesedi[2]
    assert [match.ward for match in look("thutong", within=inside).places] == [lesedi[4]]
    assert look("KHA003", within=inside).empty
    assert look("khanya", within=inside).municipalities == []


def test_a_ward_that_is_not_in_force_is_no_answer() -> None:
    ward = make_grid(1, 1, active_from=ON)[0]
    assert look(ward.code).only_ward == ward
    assert search_wards(ward.code, on=date(2024, 5, 28)).empty


def test_names_that_are_much_less_alike_than_the_best_are_no_answer(khanya: list[Ward], lesedi: list[Ward]) -> None:
    place_at(khanya[0], name="Thutong")
    place_at(khanya[1], name="Thuthuka")
    assert [match.place.name for match in look("thuthuk").places] == ["Thuthuka"]
    assert [match.place.name for match in look("thuton").places] == ["Thutong"]
    assert [body.name for body in look("lesdi municipality").municipalities] == ["Lesedi Municipality"]


def test_a_ward_whose_name_is_less_alike_than_a_place_is_no_answer(khanya: list[Ward]) -> None:
    WardFactory(municipality=khanya[0].municipality, number=None, code="S", name="Thutlwane", boundary=square(9))
    assert [match.ward.code for match in look("thutl").wards] == ["S"]
    place_at(khanya[0])
    result = look("thutnog")
    assert ([match.place.name for match in result.places], result.wards) == (["Thutong"], [])


def test_nothing_is_found_for_words_that_are_like_nothing(khanya: list[Ward]) -> None:
    place_at(khanya[0])
    assert look("xyzzy").empty
    assert look("?!").empty
    assert look("ward").empty


def test_a_long_list_is_cut_and_says_so() -> None:
    for i in range(MOST_WARDS + 1):
        make_grid(1, 1, municipality=MunicipalityFactory(code=f"M{i:02d}"), origin=(SEA[0] + i, SEA[1]))
    result = look("1")
    assert (len(result.wards), result.more_wards) == (MOST_WARDS, True)


@pytest.mark.parametrize(
    ("typed", "statements"),
    [
        ("thutong", 7),  # municipalities, wards, and five for places: savepoint, threshold, places, savepoint, wards
        ("KHA003", 6),  # no place, whose wards would be read
        ("ward 3 khanya", 6),
        ("12", 1),  # a number alone is looked up among wards and nowhere else
    ],
)
def test_the_number_of_statements_does_not_grow_with_the_answers(
    khanya: list[Ward], lesedi: list[Ward], django_assert_num_queries, typed: str, statements: int
) -> None:
    for ward in [*khanya, *lesedi]:
        place_at(ward, name=f"Thutong {ward.number}")
    with django_assert_num_queries(statements):
        assert not look(typed).empty
