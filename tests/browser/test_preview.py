"""An editor sees the page while writing it: in a frame of the editor, under the strict policy of the public page."""

from collections.abc import Callable

from playwright.sync_api import expect

from cms.demo.accounts import PUBLISHER
from cms.models import HomePage
from tests.browser.steps import signed_in
from tests.browser.visitor import DESK, Visitor


def test_the_preview_stands_in_the_editors_frame(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(viewport=DESK)
    home = HomePage.objects.get(slug="zz-zz001-en")
    page = signed_in(visitor, PUBLISHER, f"/admin/pages/{home.pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(home.heading, timeout=30_000)
