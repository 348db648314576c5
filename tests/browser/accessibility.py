"""What a machine can find of what would keep people out (WCAG 2.2 AA, and this house's own sizes)."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitor import DESK, PHONE

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours. What is dark differs in nothing else: test_watch.py holds that."""
BUTTON_HEIGHT = 44
"""CSS pixels. The design asks 48 of what is pressed with a thumb; a line of text may cost a few."""

_AXE = Axe().axe_script

_SMALL_BUTTONS = """
(least) => [...document.querySelectorAll("button, .btn, input:not([type=hidden]), select, textarea, summary, .mast a")]
  .filter((element) => element.checkVisibility() && !element.closest(".not-for-people, .skip"))
  .map((element) => element.closest("label.choice, .choices label") ?? element)
  .filter((element) => element.getBoundingClientRect().height < least && !element.closest(".demo"))
  .map((element) => `lower than ${least} px: ${element.outerHTML.slice(0, 160)}`)
"""


def faults(page: Page, within: str = "html", *, rules: list[str] | None = None) -> list[str]:
    """What axe finds on a page, one line for each rule with the elements that break it.

    Args:
        within: what is looked at, as a selector; Wagtail's frame around a page of the workspace is Wagtail's own.
        rules: the names of those that are looked for; all of the standards' when left out.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    options = {"runOnly": wanted, "resultTypes": ["violations"]}
    # What axe found in order is a long list, too, and to bring it over takes as long as to find it.
    violations = "async ([within, options]) => (await axe.run(within, options)).violations"
    found = page.evaluate(violations, [within, options])
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found]


def barriers(page: Page) -> list[str]:
    """Everything found on a page as it stands, on a phone and at a desk, light and dark; leaves it a light phone."""
    found = []
    for screen, scheme in product((PHONE, DESK), ("light", "dark")):
        _show(page, screen, scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        here = faults(page, rules=OF_COLOURS if scheme == "dark" else None) + (
            [f"{wide} px wide"] if wide > screen["width"] else []
        )
        found += [f"{screen['width']} px, {scheme}: {fault}" for fault in here]
    _show(page, PHONE, "light")
    return found + page.evaluate(_SMALL_BUTTONS, BUTTON_HEIGHT)


def _show(page: Page, screen: dict[str, int], scheme: str) -> None:
    page.set_viewport_size(screen)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
