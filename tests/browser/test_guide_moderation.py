"""The moderator's guide, walked as it is written."""

from collections.abc import Callable

from playwright.sync_api import expect

from cms.demo.accounts import MODERATOR
from cms.guides import MODERATION
from engagement.enums import Publication
from engagement.models import Case
from tests.browser.steps import signed_in
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk

MakeVisitor = Callable[..., Visitor]


def test_a_moderator_follows_the_guide(new_visitor: MakeVisitor) -> None:
    width, height = MODERATION.window
    page = signed_in(new_visitor(viewport={"width": width, "height": height}), MODERATOR, "/admin/")
    walk = Walk(MODERATION, page)
    menu = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Moderation")
    here = Case.objects.filter(municipality__code="ZZ001")

    walk.press(menu)
    first = here.filter(publication=Publication.HELD, confirmed_at__isnull=False).order_by("confirmed_at").first()
    opened = page.get_by_role("link", name=first.concern.title)
    walk.step("menu", opened)
    opened.click()
    page.get_by_label("Yes: show it on the ward's page").check()
    walk.step("decide", page.get_by_role("button", name="Decide"))
    page.get_by_role("button", name="Decide").click()
    walk.step("decided", page.get_by_text("Decided. The resident is told."))
    first.refresh_from_db()
    assert first.publication == Publication.PUBLISHED

    walk.press(menu)
    page.get_by_role("link", name="What everyone can read, and taking it down").click()
    walk.step("published")
    page.get_by_role("link", name=first.concern.title).click()
    page.get_by_label("It accuses a person who can be recognised").check()
    walk.step("withdraw", page.get_by_role("button", name="Take it down"))
    page.get_by_role("button", name="Take it down").click()
    expect(page.get_by_text("Taken down. The resident is told.")).to_be_visible()
    walk.step("withdrawn")
    first.refresh_from_db()
    assert first.publication == Publication.WITHDRAWN

    walk.press(menu)
    page.get_by_role("link", name="What was refused or taken down").click()
    walk.step("refused")
    refused = here.filter(publication=Publication.REFUSED).first()
    page.get_by_role("link", name=refused.concern.title).click()
    page.get_by_label("I have read it again, and everyone may read it").check()
    walk.step("show-after-all", page.get_by_role("button", name="Show it after all"))
    page.get_by_role("button", name="Show it after all").click()
    expect(page.get_by_role("link", name="Take it down")).to_be_visible()
    walk.finish()
