"""A person with a phone or a desk screen who looks at the product, and what must never happen to them."""

from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1200, "height": 900}

MOST_REQUESTS_A_PAGE = 8


@dataclass
class Visitor:
    """One person in a browser of their own; notes what the browser complains about and whom it asks."""

    context: BrowserContext
    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    answer: Response | None = None
    """The page that was opened last, as the server sent it."""

    def __post_init__(self) -> None:
        self.context.on("request", self._note_request)
        self.context.on("console", lambda message: self._note(message.type, message.text))
        self.context.on("weberror", lambda error: self._note("error", str(error.error)))

    @classmethod
    def arriving(cls, browser: Browser, site: str, **options: Any) -> "Visitor":
        """Somebody whose browser keeps nothing of the site yet.

        Args:
            options: Playwright's of a context, such as `viewport`, `color_scheme`, `java_script_enabled`; a phone when
                left out.
        """
        context = browser.new_context(**{"viewport": PHONE, "locale": "en-ZA", **options})
        context.set_default_timeout(10_000)
        return cls(context, context.new_page(), site)

    def open(self, path: str, *, until: Literal["load", "networkidle"] = "load") -> Page:
        """Go to an address of the site by its path, and wait until it is there."""
        self.requests.clear()
        self.answer = self.page.goto(f"{self.site}{path}", wait_until=until)
        return self.page

    def forgive(self, words: str) -> None:
        """Forget the complaints that hold these words: a test provoked them."""
        self.complaints = [complaint for complaint in self.complaints if words not in complaint]

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"asked a stranger: {request.url}")

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")
