"""Ratios of colours, against the numbers that the standard gives."""

import pytest

from wards.rules.contrast import EDGE, TEXT, Pair, contrast, luminance, shortfalls


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # just too faint for text
        ("#767676", "#ffffff", 4.54),  # the lightest grey that is not
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_a_ratio_is_that_of_the_standard_either_way_round(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_short_and_long_ways_of_writing_are_the_same_colour() -> None:
    assert luminance("#1af") == luminance(" #11AAff ")


@pytest.mark.parametrize("colour", ["", "red", "#12", "#12345", "123456", "#ggg", "var(--ink)"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="is no colour like"):
        luminance(colour)


def test_what_is_too_faint_is_named_with_its_ratio_the_faintest_first() -> None:
    colours = {"ink": "#777777", "line": "#dddddd", "paper": "#ffffff"}
    pairs = (Pair("ink", "paper", TEXT), Pair("line", "paper", EDGE), Pair("ink", "paper", EDGE))
    assert [(short.pair.front, round(short.ratio, 2)) for short in shortfalls(colours, pairs)] == [
        ("line", 1.36),
        ("ink", 4.48),
    ]
