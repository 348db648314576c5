"""A municipality's colours can be read, whichever it chooses, or it is told what will do."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.rules.brand import DARK_SURROUNDINGS, LIGHT_SURROUNDINGS, Faint, judge_brand, judge_mast, shades, too_faint
from cms.views.design.sheet import Scheme, colours_of

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def readable(colour: str, judge: Callable[[str], Faint | None]) -> str:
    """The colour, or the nearest that will do."""
    faint = judge(colour)
    return faint.nearest if faint else colour


def long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


@pytest.mark.parametrize(("known", "scheme"), [(LIGHT_SURROUNDINGS, Scheme.LIGHT), (DARK_SURROUNDINGS, Scheme.DARK)])
def test_the_colours_around_are_those_of_the_style_sheet(known: dict[str, str], scheme: Scheme) -> None:
    sheet = colours_of(scheme)
    assert {name: long(sheet[name]) for name in known} == known


@given(brand=COLOURS, mast=COLOURS)
@example(brand="#000000", mast="#000000")
@example(brand="#ffff00", mast="#ffffff")
def test_every_shade_of_every_readable_colour_is_read_light_and_dark(brand: str, mast: str) -> None:
    brand, mast = readable(brand, judge_brand), readable(mast, judge_mast)
    for given_mast in (mast, ""):
        light, dark = shades(brand, given_mast)
        assert too_faint(light, LIGHT_SURROUNDINGS) == []
        assert too_faint(dark, DARK_SURROUNDINGS) == []


@given(mast=COLOURS)
def test_a_head_without_a_brand_changes_the_head_alone(mast: str) -> None:
    light, dark = shades(mast=readable(mast, judge_mast))
    assert set(light) == set(dark) == {"mast", "on-mast", "on-mast-2", "mast-edge"}
    assert too_faint(light, LIGHT_SURROUNDINGS) == too_faint(dark, DARK_SURROUNDINGS) == []


@given(colour=COLOURS)
def test_a_refused_colour_comes_with_one_that_is_not(colour: str) -> None:
    for judge in (judge_brand, judge_mast):
        if faint := judge(colour):
            assert faint.ratio < faint.least
            assert judge(faint.nearest) is None


@pytest.mark.parametrize("colour", ["#f2b134", "#ffffff", "#7cc3d3"])
def test_a_light_colour_is_refused_as_brand_and_as_head(colour: str) -> None:
    assert judge_brand(colour)
    assert judge_mast(colour)
    with pytest.raises(ValueError, match="too faint"):
        shades(colour)


def test_nothing_chosen_changes_nothing() -> None:
    assert shades() == ({}, {})


def test_the_sites_own_colours_would_pass() -> None:
    assert judge_brand("#0d4b5e") is None
    assert judge_mast("#0a3a49") is None


def test_a_pair_that_is_too_faint_would_be_found() -> None:
    assert too_faint({"brand": "#cccccc"}, LIGHT_SURROUNDINGS)
