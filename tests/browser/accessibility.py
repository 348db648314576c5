"""What a machine can find of what would keep people out (WCAG 2.2 AA)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TARGET = 24
"""CSS pixels, WCAG 2.2, 2.5.8."""

_axe = Axe()


def faults(page: Page) -> list[str]:
    """What axe finds on a page, one line for each rule with the elements that break it."""
    found = _axe.run(page, options={"runOnly": STANDARDS, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found]
