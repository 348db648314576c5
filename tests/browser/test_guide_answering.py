"""The guide of the councillor's office, walked on a telephone as it is written."""

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR, RESIDENT
from cms.guides import ANSWERING
from tests.browser.accessibility import barriers
from tests.browser.steps import signed_in
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk

MakeVisitor = Callable[..., Visitor]

ANSWER = "Thank you for writing. I take this to the committee on Thursday, and write again by Friday with its answer."


def test_a_councillor_follows_the_guide(new_visitor: MakeVisitor) -> None:
    width, height = ANSWERING.window
    page = signed_in(new_visitor(viewport={"width": width, "height": height}), COUNCILLOR, "/councillor/")
    walk = Walk(ANSWERING, page)
    first = page.locator("main .rows a").first

    walk.step("desk", first)
    first.click()
    walk.step("read", page.locator(".promise"))
    page.get_by_label("Your answer").fill(ANSWER)
    walk.step("write", page.get_by_label("Your answer"))
    page.get_by_label("To be raised in council").check()
    for part, typed in (("Day", "27"), ("Month", "3"), ("Year", str(timezone.localdate().year + 1))):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("Which item of the agenda?").fill("12")
    walk.step("outcome", page.get_by_role("group", name="What does it amount to?"))
    readers = page.get_by_role("group", name="Who may read it?")
    readers.get_by_label("Everyone who can read the concern").check()
    walk.step("readers", page.get_by_role("button", name="Send the answer"))
    page.get_by_role("button", name="Send the answer").click()
    walk.step("sent", page.get_by_text("Your answer was sent to the resident."))

    page.get_by_role("link", name="My desk").first.click()
    walk.step("followed-up", page.get_by_role("heading", name="Answered once, and being followed up"))
    walk.finish()


def test_the_guide_is_one_step_from_the_desk_and_open_to_those_who_have_one(new_visitor: MakeVisitor) -> None:
    page = signed_in(new_visitor(), COUNCILLOR, "/councillor/")
    page.get_by_role("link", name="How to answer, step by step").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to answer")
    expect(page.get_by_role("img").first).to_be_visible()
    assert barriers(page) == []
    stranger = new_visitor()
    signed_in(stranger, RESIDENT, "/my/")
    stranger.open("/councillor/guide/")
    expect(stranger.page.get_by_role("heading", name="How to answer")).to_have_count(0)
    stranger.forgive("403")
