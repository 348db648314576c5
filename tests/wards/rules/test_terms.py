"""When a term may begin or end by hand."""

from datetime import date

import pytest

from wards.rules.terms import Days, TermRefusal, refuse_beginning, refuse_correction, refuse_ending

MARCH, JUNE, SEPTEMBER = date(2024, 3, 6), date(2024, 6, 1), date(2024, 9, 1)


@pytest.mark.parametrize(
    ("of_ward", "of_councillor", "refusal"),
    [
        ([], [], None),
        ([Days(MARCH, JUNE)], [], None),  # the ward is vacant from the day on which the last term ended
        ([Days(MARCH)], [], TermRefusal.WARD_TAKEN),
        ([Days(MARCH, SEPTEMBER)], [], TermRefusal.WARD_TAKEN),
        ([Days(SEPTEMBER)], [], TermRefusal.WARD_TAKEN),  # somebody begins later
        ([], [Days(MARCH)], TermRefusal.SERVES_ALREADY),
        ([], [Days(MARCH, JUNE)], None),
    ],
)
def test_a_term_begins_where_ward_and_councillor_are_free(
    of_ward: list[Days], of_councillor: list[Days], refusal: TermRefusal | None
) -> None:
    assert refuse_beginning(JUNE, of_ward, of_councillor) == refusal


@pytest.mark.parametrize(
    ("days", "last_day", "refusal"),
    [
        (Days(MARCH), JUNE, None),
        (Days(MARCH), MARCH, None),  # a single day
        (Days(JUNE), MARCH, TermRefusal.BEFORE_ITS_START),
        (Days(MARCH, JUNE), SEPTEMBER, TermRefusal.ENDED_ALREADY),
    ],
)
def test_a_running_term_ends_after_it_began(days: Days, last_day: date, refusal: TermRefusal | None) -> None:
    assert refuse_ending(days, last_day) == refusal


@pytest.mark.parametrize(
    ("days", "of_ward", "of_councillor", "refusal"),
    [
        (Days(MARCH, JUNE), [], [], None),
        (Days(MARCH), [], [], None),
        (Days(JUNE, JUNE), [], [], TermRefusal.BEFORE_ITS_START),
        (Days(MARCH, JUNE), [Days(JUNE)], [Days(JUNE)], None),  # the successor begins the day after
        (Days(MARCH, SEPTEMBER), [Days(JUNE)], [], TermRefusal.WARD_TAKEN),
        (Days(MARCH), [Days(SEPTEMBER)], [], TermRefusal.WARD_TAKEN),
        (Days(MARCH, SEPTEMBER), [], [Days(JUNE)], TermRefusal.SERVES_ALREADY),
        (Days(JUNE), [Days(MARCH, JUNE)], [], None),
    ],
)
def test_an_end_is_corrected_where_no_other_term_stands_in_the_way(
    days: Days, of_ward: list[Days], of_councillor: list[Days], refusal: TermRefusal | None
) -> None:
    assert refuse_correction(days, of_ward, of_councillor) == refusal
