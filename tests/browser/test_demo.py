"""The demo can be played with what its own page shows."""

import re

from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR
from tests.browser.steps import raise_issue
from tests.browser.visitor import Visitor


def test_what_the_page_shows_signs_the_councillor_in(visitor: Visitor) -> None:
    page = visitor.open("/demo/")
    card = page.locator(".card", has=page.get_by_role("heading", name=COUNCILLOR.person.name))
    email, password, code, _next_code = card.locator(".pick").all_inner_texts()
    page.get_by_role("link", name="Open her desk").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Councillor Nomsa Dlamini")).to_be_visible()


def test_a_message_arrives_on_the_page_and_its_link_can_be_followed(visitor: Visitor) -> None:
    page = visitor.open("/wards/ZZ001-003/raise/")
    reference = raise_issue(page, subject="By the page alone", email="page@example.org", everyone=True)
    message = page.locator(".rows > li", has_text=f"{reference}: please confirm")
    visitor.open("/demo/")
    while not message.count():  # the worker is on its way
        page.reload()
    expect(message).to_contain_text("To page@example.org")
    message.get_by_role("link").first.click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("By the page alone")


def test_codes_are_renewed_while_the_page_is_open_and_when_asked(visitor: Visitor) -> None:
    visitor.page.clock.install()
    page = visitor.open("/demo/")
    code = page.locator("[data-code] code").first
    make_stale = "document.querySelector('[data-code] code').textContent = 'stale'"

    page.evaluate(make_stale)
    page.get_by_role("link", name="Show the codes of now").click()
    expect(code).to_have_text(re.compile(r"^\d{6}$"))

    page.evaluate(make_stale)
    page.clock.fast_forward(31_000)
    expect(code).to_have_text(re.compile(r"^\d{6}$"))
