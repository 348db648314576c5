"""Walking a guide: each step as it is written, each word that it quotes looked for on the screen."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, Locator, Page

from cms.guides.structure import Guide, Step, labels
from tests.browser.album import Album, screen
from tests.browser.steps import PATIENCE_SECONDS

FOLDER = Path(__file__).parents[2] / "cms" / "static" / "cms" / "guide"

_WORDS = """
() => [document.body.innerText, document.title,
       ...[...document.querySelectorAll("input, button, select, option, a, textarea, [aria-label], [placeholder]")]
         .flatMap((element) => [element.getAttribute("aria-label"), element.placeholder, element.innerText,
                                element.type === "submit" ? element.value : ""])].filter(Boolean).join("\\n")
"""


@dataclass
class Walk:
    """Somebody follows a guide on a page. `seen` are the words that the screen showed since the last step."""

    guide: Guide
    page: Page
    album: Album = field(default_factory=lambda: Album(FOLDER))
    done: list[str] = field(default_factory=list)
    seen: str = ""

    def look(self) -> None:
        """Read what the screen shows now: words that a step quotes and that are gone before its picture is taken."""
        try:
            words = self.page.evaluate(_WORDS)
        except Error as error:  # the page went while it was read: read the one that comes
            if "Execution context was destroyed" not in error.message:
                raise
            self.page.wait_for_load_state()
            words = self.page.evaluate(_WORDS)
        self.seen += "\n" + " ".join(words.split())

    def press(self, target: Locator) -> None:
        """Press what opens another page, and read that."""
        with self.page.expect_navigation():
            target.click()
        self.look()

    def step(self, name: str, mark: Locator | None = None) -> None:
        """The next step of the guide: the screen shows what it says, and its picture is taken.

        Args:
            mark: what the step presses or reads; the picture has a ring around it.

        Raises:
            AssertionError: the guide has another step here, or quotes words that the screen does not show.
        """
        step = self.guide.steps[len(self.done)]
        assert step.name == name, f"The guide's next step is {step.name}, not {name}."
        self.page.wait_for_load_state("networkidle")
        self.look()
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while (missing := self.not_seen(step)) and time.monotonic() < give_up_at:
            self.page.wait_for_timeout(100)  # what was pressed last may still be on its way
            self.look()
        assert not missing, f"The step {name} quotes what is not on the screen: {missing}. It shows: {self.seen}"
        if picture := self.guide.picture_of(step):
            self.album.add(picture, screen(self.page, mark=mark))
        self.done.append(name)
        self.seen = ""

    def not_seen(self, step: Step) -> list[str]:
        """The words that a step quotes and that the screen has not shown since the step before."""
        return [label for label in labels(step.text) if label.casefold() not in self.seen.casefold()]

    def finish(self) -> None:
        """The guide ends here, and names the pictures that were taken and no others.

        Raises:
            AssertionError: steps are left, or pictures are kept that no step shows.
        """
        assert self.done == [step.name for step in self.guide.steps]
        assert self.album.taken == self.guide.pictures
        assert self.album.kept(f"{self.guide.name}-*") == set(self.guide.pictures)
