"""Debian's Chromium, with nothing cached, accepting gzip: what a first visit takes over the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
PHONE = {"width": 360, "height": 740}


@dataclass
class Visit:
    """What one visit fetched: the page's HTTP status, how many answers, and the bytes of their bodies by kind.

    Bytes are counted as they came over the wire. `strangers` holds what other servers were asked for.
    """

    status: int = 0
    requests: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def size(self, *kinds: str) -> int:
        return sum(self.sizes.get(kind, 0) for kind in kinds)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def first_visit(browser: Browser, address: str) -> Visit:
    """Open an address on a phone that has never seen the site, and wait until it is quiet."""
    context = browser.new_context(viewport=PHONE, extra_http_headers={"Accept-Encoding": "gzip"})
    try:
        page = context.new_page()
        visit = _watch(page, origin="/".join(address.split("/", 3)[:3]))
        visit.status = page.goto(address, wait_until="networkidle").status
        return visit
    finally:
        context.close()


def _watch(page: Page, *, origin: str) -> Visit:
    """Count what the page fetches from now on. What a stranger answers is noted, and not expected at all."""
    visit = Visit()
    begun: dict[str, tuple[str, float]] = {}
    session = page.context.new_cdp_session(page)

    def note_headers(event: dict) -> None:
        response = event["response"]
        begun[event["requestId"]] = (event["type"], response["encodedDataLength"])
        if not response["url"].startswith((origin, "data:")):
            visit.strangers.add(response["url"])

    def note_end(event: dict) -> None:
        kind, headers = begun.pop(event["requestId"], ("Other", 0))
        visit.requests += 1
        visit.sizes[kind] = visit.sizes.get(kind, 0) + max(0, int(event["encodedDataLength"] - headers))

    session.on("Network.responseReceived", note_headers)
    session.on("Network.loadingFinished", note_end)
    session.send("Network.enable")
    return visit
