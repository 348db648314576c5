"""What a list of councillors changes."""

from collections.abc import Iterable
from datetime import date

import pytest

from wards.enums import SeatKind, TermEnd
from wards.rules.councillor_list import (
    Doubt,
    Held,
    ListChange,
    Listed,
    Person,
    compare_list,
    contradicts_later_facts,
)

BEFORE, ON, AFTER = date(2021, 11, 1), date(2024, 3, 6), date(2025, 1, 1)
W, PR = SeatKind.WARD, SeatKind.PROPORTIONAL
WARDS = (1, 2, 3)


def held(term: int, name: str, ward: int | None, *, starts: date = BEFORE, **facts: object) -> Held:
    person = facts.pop("person", 100 + term)
    return Held(term=term, person=person, name=name, seat=W if ward else PR, ward=ward, starts=starts, **facts)


def listed(*seats: tuple[str, int | None]) -> list[Listed]:
    return [Listed(row, name, W if ward else PR, ward) for row, (name, ward) in enumerate(seats, start=2)]


def compare(rows: list[Listed], terms: Iterable[Held], people: Iterable[Person] = (), **more: object) -> ListChange:
    terms = list(terms)
    known = [*people, *{term.person: Person(term.person, term.name) for term in terms}.values()]
    return compare_list(rows, terms, known, WARDS, on=ON, **more)


def ends(change: ListChange) -> dict[str, TermEnd]:
    return {ending.held.name: ending.reason for ending in change.ends}


def test_the_first_list_begins_a_term_for_everybody_and_names_the_vacant_wards() -> None:
    change = compare(listed(("Amahle", 1), ("Bheki", 2), ("Cebile", None)), [])
    assert [(seat.listed.name, seat.person) for seat in change.begins] == [
        ("Amahle", None),
        ("Bheki", None),
        ("Cebile", None),
    ]
    assert change.vacant == [3]
    assert not change.ends_many


def test_the_same_list_again_changes_nothing() -> None:
    terms = [held(1, "Amahle Ngubane", 1), held(2, "Bheki", 2), held(3, "Cebile", None)]
    change = compare(listed(("AMAHLE  NGUBANE", 1), ("Bheki", 2), ("Cebile", None)), terms)
    assert (change.begins, change.ends, change.resumes) == ([], [], [])
    assert len(change.stays) == 3


def test_whoever_is_no_longer_listed_has_the_term_ended_and_the_ward_is_vacant() -> None:
    change = compare(listed(("Amahle", 1)), [held(1, "Amahle", 1), held(2, "Bheki", 2)])
    assert ends(change) == {"Bheki": TermEnd.LEFT_LIST}
    assert change.vacant == [2, 3]


def test_a_by_election_ends_one_term_and_begins_another_the_same_day() -> None:
    change = compare(listed(("Dineo", 1)), [held(1, "Amahle", 1)])
    assert ends(change) == {"Amahle": TermEnd.LEFT_LIST}
    assert [(seat.listed.name, seat.listed.ward) for seat in change.begins] == [("Dineo", 1)]


def test_a_person_who_takes_another_seat_stays_the_same_person() -> None:
    change = compare(listed(("Amahle", 2)), [held(1, "Amahle", 1, person=7)])
    assert ends(change) == {"Amahle": TermEnd.OTHER_SEAT}
    assert [seat.person for seat in change.begins] == [7]


def test_a_proportional_councillor_who_wins_a_ward_leaves_the_other_seat_though_the_list_names_wards_alone() -> None:
    change = compare(listed(("Amahle", 1)), [held(1, "Amahle", None, person=7)])
    assert ends(change) == {"Amahle": TermEnd.OTHER_SEAT}


def test_somebody_who_served_years_ago_is_known_by_name_alone() -> None:
    change = compare(listed(("Amahle", 1)), [], people=[Person(7, "amahle")])
    assert [(seat.person, seat.by_name) for seat in change.begins] == [(7, True)]


def test_whoever_moves_to_another_ward_is_known_by_name_alone() -> None:
    change = compare(listed(("Amahle", 2)), [held(1, "Amahle", 1, person=7)])
    assert [(seat.person, seat.by_name) for seat in change.begins] == [(7, True)]


def test_whoever_holds_the_seat_already_is_known_without_doubt() -> None:
    change = compare(listed(("Amahle", 1), ("Bheki", None)), [held(1, "Amahle", 1), held(2, "Bheki", None)])
    assert [seat.by_name for seat in change.stays] == [False, False]


def test_a_row_of_somebody_new_is_nobody_who_is_known_and_the_namesakes_term_ends() -> None:
    change = compare(listed(("Amahle", 2)), [held(1, "Amahle", 1, person=7)], new_people=[2])
    assert [(seat.listed.ward, seat.person) for seat in change.begins] == [(2, None)]
    assert ends(change) == {"Amahle": TermEnd.LEFT_LIST}


def test_a_row_of_somebody_new_brought_again_changes_nothing() -> None:
    change = compare(listed(("Amahle", 2)), [held(1, "Amahle", 2, person=8)], new_people=[2])
    assert (change.begins, change.ends) == ([], [])


def test_a_list_of_wards_alone_leaves_proportional_seats_as_they_are() -> None:
    change = compare(listed(("Amahle", 1)), [held(1, "Amahle", 1), held(2, "Bheki", None)])
    assert change.ends == []


def test_a_list_of_vacant_wards_speaks_of_wards_too() -> None:
    change = compare([], [held(1, "Amahle", 1), held(2, "Bheki", None)], vacant_wards=[1])
    assert ends(change) == {"Amahle": TermEnd.LEFT_LIST}
    assert change.vacant == [1, 2, 3]


def test_new_boundaries_move_everybody_and_do_not_count_as_many_ends() -> None:
    terms = [held(1, "Amahle", 91, of_edition=False), held(2, "Bheki", 92, of_edition=False)]
    change = compare(listed(("Amahle", 1), ("Bheki", 2)), terms)
    assert ends(change) == {"Amahle": TermEnd.BOUNDARIES, "Bheki": TermEnd.BOUNDARIES}
    assert not change.ends_many


def test_two_people_of_one_name_stay_two() -> None:
    terms = [held(1, "Sipho", 1, person=7), held(2, "Sipho", 2, person=8)]
    change = compare(listed(("Sipho", 2), ("Sipho", 1)), terms)
    assert (change.begins, change.ends) == ([], [])
    assert {(seat.listed.ward, seat.person) for seat in change.stays} == {(1, 7), (2, 8)}
    assert len(change.namesakes) == 2


def test_a_new_person_of_the_same_name_as_a_sitting_one_is_somebody_else() -> None:
    change = compare(listed(("Sipho", 2), ("Sipho", 1)), [held(1, "Sipho", 1, person=7)])
    assert [(seat.listed.ward, seat.person) for seat in change.begins] == [(2, None)]
    assert change.ends == []


@pytest.mark.parametrize(("gone", "many"), [(1, False), (2, False), (3, True)])
def test_ending_more_than_half_of_the_terms_needs_a_second_look(gone: int, many: bool) -> None:
    terms = [held(n, f"Councillor {n}", None) for n in range(1, 5)]
    change = compare(listed(*((term.name, None) for term in terms[gone:])), terms)
    assert len(change.ends) == gone
    assert change.ends_many is many


def test_what_a_row_that_cannot_be_read_is_about_stays_as_it_is() -> None:
    terms = [held(1, "Amahle", 1), held(2, "Bheki", 2), held(3, "Cebile", 3)]
    change = compare(listed(("Amahle", 1)), terms, doubt=Doubt(names={"bheki"}, wards={3}))
    assert change.ends == []
    assert change.vacant == []


def test_doubt_does_not_hold_a_ward_that_somebody_else_has_won() -> None:
    change = compare(listed(("Dineo", 1)), [held(1, "Amahle", 1)], doubt=Doubt(names={"amahle"}))
    assert ends(change) == {"Amahle": TermEnd.LEFT_LIST}


def test_a_corrected_list_of_the_same_day_takes_terms_back_and_lets_ended_ones_go_on() -> None:
    terms = [
        held(1, "Amahle", 1, ends=ON, end_reason=TermEnd.LEFT_LIST, person=7),
        held(2, "Amahla", 1, starts=ON, person=8),
    ]
    change = compare(listed(("Amahle", 1)), terms)
    assert [(seat.person, term.term) for seat, term in change.resumes] == [(7, 1)]
    assert [(ending.held.term, ending.same_day) for ending in change.ends] == [(2, True)]
    assert change.begins == []


def test_a_term_that_a_person_ended_does_not_go_on_by_a_list() -> None:
    terms = [held(1, "Amahle", 1, ends=ON, end_reason=TermEnd.EXPIRED, person=7)]
    change = compare(listed(("Amahle", 1)), terms)
    assert change.resumes == []
    assert [seat.person for seat in change.begins] == [7]


def test_a_term_entered_by_hand_for_the_same_day_is_a_conflict() -> None:
    change = compare(listed(("Amahle", 1)), [held(1, "Bheki", 1, starts=ON, by_list=False)])
    assert [term.name for term in change.conflicts] == ["Bheki"]


@pytest.mark.parametrize(
    ("term", "contradicts"),
    [
        (held(1, "Amahle", 1, starts=AFTER), True),
        (held(1, "Amahle", 1, ends=AFTER), True),
        (held(1, "Amahle", 1), False),
        (held(1, "Amahle", 1, ends=ON), False),
        (held(1, "Amahle", 1, starts=ON), False),
    ],
)
def test_a_list_older_than_what_is_known_is_noticed(term: Held, contradicts: bool) -> None:
    assert bool(contradicts_later_facts([term], ON)) is contradicts
