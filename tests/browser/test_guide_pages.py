"""The guides themselves: found from the workspace's home, readable on a phone, at a desk and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import EDITOR
from cms.guides import EDITING
from tests.browser.accessibility import faults
from tests.browser.steps import signed_in
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_an_editor_finds_the_guide_and_anybody_can_read_it(new_visitor: MakeVisitor, screen: dict[str, int]) -> None:
    page = signed_in(new_visitor(viewport=screen), EDITOR, "/admin/")
    page.locator("main").get_by_role("link", name="Editor of the site").click()
    expect(page.get_by_role("heading", level=1, name="Editor of the site").first).to_be_visible()
    expect(page.locator(".guide-steps img")).to_have_count(len(EDITING.pictures))
    assert faults(page, ".nice-padding") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    page.goto(page.url.removesuffix("editing/"))
    expect(page.get_by_role("link", name="Keeper of boundaries and registers")).to_be_visible()
    assert faults(page, ".nice-padding") == []


def test_on_paper_every_step_is_there(new_visitor: MakeVisitor) -> None:
    page = signed_in(new_visitor(viewport=DESK), EDITOR, "/admin/guide/editing/")
    page.wait_for_load_state("networkidle")
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") >= 5  # one page would be what the window shows, and no more
