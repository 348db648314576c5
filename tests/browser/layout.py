"""What does not fit on a page, found by measuring the text that is drawn."""

from pathlib import Path

from playwright.sync_api import Page

_MEASURE = Path(__file__).with_name("layout.js").read_text()


def misfits(page: Page) -> list[str]:
    """Text that leaves its box, is cut off by it, or makes the page wider than the screen. Empty where all fits.

    What scrolls by itself, such as a wide table, may be wider; what only readers of a screen hear is not measured.
    """
    return page.evaluate(_MEASURE)
