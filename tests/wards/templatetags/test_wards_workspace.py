"""Parts in words."""

import pytest

from wards.templatetags.wards_workspace import percentage


@pytest.mark.parametrize(
    ("part", "words"),
    [(1, "100 %"), (0.99996, "99.9 %"), (0.9951, "99.5 %"), (0.5, "50 %"), (0.004, "0.4 %"), (0, "0 %")],
)
def test_a_part_is_rounded_so_that_a_change_never_reads_as_none(part: float, words: str) -> None:
    assert percentage(part) == words
