"""The site's style sheet as one scheme alone, whatever the screen that looks at it prefers."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.contrib.staticfiles import finders


class Scheme(StrEnum):
    """How a screen can be set."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    DARK_CONTRAST = "dark-contrast"
    PRINT = "print"


@dataclass(frozen=True)
class _Screen:
    is_dark: bool = False
    has_more_contrast: bool = False
    is_paper: bool = False


_SCREENS = {
    Scheme.LIGHT: _Screen(),
    Scheme.DARK: _Screen(is_dark=True),
    Scheme.CONTRAST: _Screen(has_more_contrast=True),
    Scheme.DARK_CONTRAST: _Screen(is_dark=True, has_more_contrast=True),
    Scheme.PRINT: _Screen(is_paper=True),
}


_OWN = """
.swatch { height: 3rem; border: 1px solid var(--line); border-radius: var(--round); }
.swatches { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
.swatches .quiet { display: block; }
.piece { border-top: 2px solid var(--ink); padding-block: var(--s4) var(--s5); margin-top: var(--s6); }
.sample { border-left: 3px solid var(--line); padding-left: var(--s4); margin-block: var(--s4); }
.even > * { max-width: var(--measure); }
@media (min-width: 56rem) { .split.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
"""
"""What only the pages about the design need."""


def site_sheet() -> str:
    """The site's style sheet as it is written."""
    return Path(str(finders.find("cms/imbizo.css"))).read_text()


def sheet_for(scheme: Scheme) -> str:
    """The sheet with its media queries decided: nothing is written twice for the sake of this page."""
    screen = _SCREENS[scheme]
    decided = {
        "(prefers-contrast: more) and (prefers-color-scheme: dark)": screen.is_dark and screen.has_more_contrast,
        "(prefers-contrast: more)": screen.has_more_contrast,
        "(prefers-color-scheme: dark)": screen.is_dark,
        "print": screen.is_paper,
    }
    sheet = site_sheet().replace("color-scheme: light dark;", f"color-scheme: {'dark' if screen.is_dark else 'light'};")
    for query, holds in decided.items():
        sheet = sheet.replace(f"@media {query} {{", f"@media {'all' if holds else 'not all'} {{")
    return sheet + _OWN + "".join(f".swatch.{name} {{ background: var(--{name}); }}\n" for name in colours_of(scheme))


def colours_of(scheme: Scheme) -> dict[str, str]:
    """The colour of each role in a scheme, by the role's name without its hyphens."""
    screen = _SCREENS[scheme]
    sheet = site_sheet()
    found = _colours(sheet, r"^:root \{(.*?)^\}")
    if screen.is_dark:
        found |= _colours(sheet, r"^@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}")
    if screen.has_more_contrast:
        found |= _colours(sheet, r"^@media \(prefers-contrast: more\) \{\s*:root \{(.*?)\}")
    if screen.is_dark and screen.has_more_contrast:
        found |= _colours(
            sheet, r"^@media \(prefers-contrast: more\) and \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}"
        )
    return found


def _colours(sheet: str, block: str) -> dict[str, str]:
    match = re.search(block, sheet, re.S | re.M)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", match[1] if match else ""))
