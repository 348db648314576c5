"""The colours of the style sheet keep their contrast in every scheme, and the sheet keeps its weight."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from wards.rules.contrast import PAIRS, shortfalls

SHEET = Path(finders.find("cms/imbizo.css")).read_text()
DARK = "(prefers-color-scheme: dark)"
MORE = "(prefers-contrast: more)"
SCHEMES = {
    "light": [],
    "dark": [DARK],
    "light, more contrast": [MORE],
    "dark, more contrast": [DARK, MORE, f"{MORE} and {DARK}"],
}
MOST_BYTES = 8 * 1024


def tokens(sheet: str, media: list[str]) -> dict[str, str]:
    """The colour of each role where these media queries hold: later blocks win, as in a browser."""
    blocks = [(None, match[1]) for match in re.finditer(r"^:root \{(.*?)^\}", sheet, re.S | re.M)]
    blocks += [(m[1], m[2]) for m in re.finditer(r"^@media ([^{]+?) \{\s*:root \{(.*?)\}", sheet, re.S | re.M)]
    found: dict[str, str] = {}
    for query, block in blocks:
        if query is None or query in media:
            found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_that_meets_can_be_told_apart(scheme: str) -> None:
    assert shortfalls(tokens(SHEET, SCHEMES[scheme])) == []


def test_each_scheme_has_colours_of_its_own() -> None:
    inks = {tokens(SHEET, media)["ink"] for media in SCHEMES.values()}
    assert inks == {"#1d2430", "#eceae4", "#000", "#fff"}


def test_a_faint_colour_would_be_found() -> None:
    faint = tokens(SHEET.replace("--ink-2: #4b5565", "--ink-2: #9aa0a8"), [])
    assert {short.pair.front for short in shortfalls(faint)} == {"ink-2"}


def test_every_role_that_is_measured_is_declared_in_the_light_scheme() -> None:
    named = {name for pair in PAIRS for name in (pair.front, pair.ground)}
    assert named <= set(tokens(SHEET, []))


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
