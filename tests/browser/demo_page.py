"""Somebody who knows nothing of the product but what `/demo/` shows."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import PATIENCE_SECONDS, press_through
from tests.browser.visitor import Visitor


@dataclass
class Player:
    """A visitor who goes where the page leads, and types what it shows; notes which steps and buttons they took."""

    visitor: Visitor
    taken: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    """The one-time codes that are used up."""

    @property
    def page(self) -> Page:
        """What lies before them."""
        return self.visitor.page

    def offered(self) -> set[str]:
        """What can be clicked in the story."""
        self.visitor.open("/demo/")
        return {each.inner_text() for each in self.page.locator(".steps").locator("a, button").all()}

    def step(self, label: str) -> Page:
        """Follow the link of one step."""
        self.visitor.open("/demo/")
        self.page.locator(".steps").get_by_role("link", name=label, exact=True).click()
        self.taken.add(label)
        return self.page

    def press(self, button: str) -> None:
        """Press the button of one step."""
        self.visitor.open("/demo/")
        press_through(self.page, button)
        expect(self.page.locator(".notice.good", has_text=button)).to_contain_text("Done.")
        self.taken.add(button)

    def message(self, words: str, about: str) -> Locator:
        """Look for words among the messages until one of them is about something."""
        self.visitor.open("/demo/")
        self.page.get_by_label("A reference, an address, or a number").fill(words)
        message = self.page.locator("#messages ~ .rows > li", has_text=about).first
        for _ in range(PATIENCE_SECONDS * 2):
            press_through(self.page, "Find messages")
            if message.count():
                return message
            self.page.wait_for_timeout(500)
        raise AssertionError(f"No message about {about!r} stands on the page.")

    def follow_message(self, words: str, about: str, *, after: str = "") -> Page:
        """Follow the first link of a message, or the first behind some words of it."""
        message = self.message(words, about)
        link = message.locator(f"xpath=.//text()[contains(., '{after}')]/following::a[1]").first if after else None
        with self.page.expect_navigation():
            (link or message.get_by_role("link").first).click()
        return self.page

    def code_sent_to(self, contact: str, about: str) -> str:
        """The code in the newest message that brought one, read in another tab."""
        beside = Player(Visitor(self.visitor.context, self.visitor.context.new_page(), self.visitor.site))
        code = re.search(r"\b\d{6}\b", beside.message(contact, about).inner_text())[0]
        beside.page.close()
        return code

    def sign_in(self, name: str) -> Page:
        """Sign in as one of those whom the page names, with what it shows of them in another tab."""
        beside = self.visitor.context.new_page()
        beside.goto(f"{self.visitor.site}/demo/")
        card = beside.locator(".card", has=beside.get_by_role("heading", name=name))
        self.page.get_by_label("E-mail").fill(card.locator(".pick").nth(0).inner_text())
        self.page.get_by_label("Password").fill(card.locator(".pick").nth(1).inner_text())
        press_through(self.page, "Sign in")
        code = self._unused_code(beside, card)
        self.typed.add(code)
        self.page.get_by_label("Code").fill(code)
        press_through(self.page, "Sign in")
        beside.close()
        return self.page

    def _unused_code(self, beside: Page, card: Locator) -> str:
        """The upper code of a card, or the lower one; where both were used, the next that is shown."""
        while True:
            beside.reload()
            codes = card.locator("[data-code] .pick").all_inner_texts()
            if unused := [code for code in codes if code not in self.typed]:
                return unused[0]
            renew = beside.get_by_role("link", name="Show the codes of now")
            beside.wait_for_timeout(int(renew.get_attribute("data-refresh-after")) * 1000)

    def leave(self) -> None:
        """Close the private window and open another: nobody is signed in there."""
        self.visitor.context.clear_cookies()
