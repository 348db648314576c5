"""How the wards of two editions relate."""

from wards.rules.editions import Overlap, compare_editions


def test_a_ward_that_keeps_its_code_and_its_shape_is_unchanged() -> None:
    change = compare_editions({"1": 100.0}, {"1": 100.02}, [Overlap("1", "1", 99.99)])
    assert (change.unchanged, change.moved, change.new, change.gone) == (["1"], [], [], [])


def test_a_ward_that_keeps_its_code_and_changes_its_shape_has_moved_with_the_part_it_keeps() -> None:
    change = compare_editions({"1": 100.0}, {"1": 75.0}, [Overlap("1", "1", 75.0)])
    assert (change.unchanged, change.moved) == ([], [("1", 0.75)])


def test_a_ward_that_grows_has_moved_although_it_keeps_all_it_had() -> None:
    assert compare_editions({"1": 100.0}, {"1": 150.0}, [Overlap("1", "1", 100.0)]).moved == [("1", 1.0)]


def test_a_ward_that_keeps_only_its_code_has_moved_with_nothing() -> None:
    assert compare_editions({"1": 100.0}, {"1": 100.0}, []).moved == [("1", 0.0)]


def test_codes_of_one_edition_alone_are_new_or_gone() -> None:
    change = compare_editions({"1": 100.0, "2": 50.0}, {"1": 100.0, "3": 50.0}, [Overlap("1", "1", 100.0)])
    assert (change.new, change.gone) == (["3"], ["2"])


def test_overlaps_tell_where_a_ward_went_biggest_part_first_and_leave_out_differences_of_drawing() -> None:
    change = compare_editions(
        {"1": 100.0},
        {"2": 200.0, "3": 200.0, "4": 200.0},
        [Overlap("1", "3", 30.0), Overlap("1", "2", 69.5), Overlap("1", "4", 0.5)],
    )
    assert change.overlaps == [("1", "2", 0.695), ("1", "3", 0.3)]
