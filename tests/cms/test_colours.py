"""The colours of the style sheet keep their contrast in every scheme, and the sheet keeps its weight."""

import gzip
import re

import pytest

from cms.views.design.sheet import Scheme, colours_of, site_sheet
from wards.rules.contrast import PAIRS, shortfalls

SHEET = site_sheet()
SCREENS = [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST, Scheme.DARK_CONTRAST]
MOST_BYTES = 8 * 1024


@pytest.mark.parametrize("scheme", SCREENS)
def test_every_pair_of_colours_that_meets_can_be_told_apart(scheme: Scheme) -> None:
    assert shortfalls(colours_of(scheme)) == []


def test_each_scheme_has_colours_of_its_own() -> None:
    inks = {colours_of(scheme)["ink"] for scheme in SCREENS}
    assert inks == {"#1d2430", "#eceae4", "#000", "#fff"}


def test_a_faint_colour_would_be_found() -> None:
    faint = colours_of(Scheme.LIGHT) | {"ink-2": "#9aa0a8"}
    assert {short.pair.front for short in shortfalls(faint)} == {"ink-2"}


def test_every_role_that_is_measured_is_declared_in_the_light_scheme() -> None:
    named = {name for pair in PAIRS for name in (pair.front, pair.ground)}
    assert named <= set(colours_of(Scheme.LIGHT))


def test_no_colour_role_is_used_that_is_not_declared() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEET))
    declared = set(re.findall(r"--([\w-]+):", SHEET))
    assert used - declared == set()


def test_the_style_sheet_stays_light() -> None:
    assert len(gzip.compress(SHEET.encode(), 9)) < MOST_BYTES


def test_the_style_sheet_asks_nothing_of_other_servers() -> None:
    assert re.findall(r"url\((?!\"data:)", SHEET) == []
    assert "@import" not in SHEET
    assert "@font-face" not in SHEET
