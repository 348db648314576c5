"""A finer source must bring the wards that the edition has."""

import pytest

from wards.rules.ward_codes import CodeComparison, compare_codes


@pytest.mark.parametrize(
    ("in_file", "stored", "left_out_before", "outcome"),
    [
        # The first file of an edition may bring any wards.
        ({"1", "2"}, set(), set(), CodeComparison()),
        # The same wards again, finer or not.
        ({"1", "2"}, {"1", "2"}, set(), CodeComparison()),
        # A ward that the edition does not have, one that it has and the file lacks, both.
        ({"1", "2", "3"}, {"1", "2"}, set(), CodeComparison(only_in_file=("3",))),
        ({"1"}, {"1", "3", "2"}, set(), CodeComparison(only_stored=("2", "3"))),
        ({"1", "4"}, {"1", "2"}, set(), CodeComparison(only_in_file=("4",), only_stored=("2",))),
        # What had to be left out before may come now.
        ({"1", "2", "3"}, {"1", "2"}, {"3"}, CodeComparison()),
    ],
)
def test_comparisons(in_file, stored, left_out_before, outcome) -> None:
    found = compare_codes(in_file, stored, left_out_before)
    assert found == outcome
    assert found.match == (outcome == CodeComparison())
