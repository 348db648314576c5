"""The story of the house: a resident writes to the councillor, who answers, and the resident sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR
from cms.models import DemoMessage
from tests.browser.steps import (
    WORDS,
    answer,
    answer_questions,
    confirm_address,
    follow_reference,
    press_through,
    prove_address,
    raise_issue,
    sign_in,
)
from tests.browser.visitor import Visitor

MakeVisitor = Callable[..., Visitor]
with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])


@with_and_without_javascript
def test_a_private_concern_opens_to_the_one_who_reads_its_mailbox(new_visitor: MakeVisitor, script: bool) -> None:
    subject, email = f"My account, script {script}", f"private{script}@example.org".lower()
    resident = new_visitor(java_script_enabled=script)
    page = resident.open("/wards/ZZ001-003/raise/")
    reference = raise_issue(page, subject=subject, email=email, everyone=False)
    confirm_address(resident, email)
    desk = sign_in(new_visitor(java_script_enabled=script), COUNCILLOR, "/councillor/")
    desk.get_by_role("link", name=subject).click()
    answer(desk, text="Your account is corrected.", everyone=None)

    later = new_visitor(java_script_enabled=script)
    page = follow_reference(later, reference)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is yours")
    assert subject not in page.content()
    prove_address(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.locator(".timeline")).to_contain_text("Your account is corrected.")


def test_somebody_elses_address_opens_nothing(new_visitor: MakeVisitor) -> None:
    email = "owner@example.org"
    resident = new_visitor()
    page = resident.open("/wards/ZZ001-003/raise/")
    reference = raise_issue(page, subject="Mine alone", email=email, everyone=False)
    confirm_address(resident, email)

    stranger = new_visitor()
    page = follow_reference(stranger, reference)
    page.get_by_label("The telephone number or e-mail address that you gave").fill("stranger@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    page.get_by_label("The code that we sent").fill("123456")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is wrong")
    assert "Mine alone" not in page.content()
    assert not DemoMessage.objects.filter(to="stranger@example.org").exists()


@with_and_without_javascript
def test_back_and_sending_again_lead_to_the_same_reference(new_visitor: MakeVisitor, script: bool) -> None:
    subject, email = f"Sent twice, script {script}", f"twice{script}@example.org".lower()
    resident = new_visitor(java_script_enabled=script)
    page = resident.open("/wards/ZZ001-003/raise/")
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    reference = raise_issue(page, subject=subject, email=email, everyone=True)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have sent this already")
    expect(page.locator(".reference")).to_have_text(reference)

    resident.open("/wards/ZZ001-003/raise/")
    answer_questions(page, subject=subject, everyone=True)
    page.get_by_label("Your telephone number or e-mail address").fill(email)
    press_through(page, "Continue")
    press_through(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have sent this already")
    expect(page.locator(".reference")).to_have_text(reference)


def test_an_answer_typed_before_the_session_ended_is_there_after_signing_in_again(new_visitor: MakeVisitor) -> None:
    councillor = new_visitor()
    desk = sign_in(councillor, COUNCILLOR, "/councillor/")
    with desk.expect_navigation():
        desk.locator("ul.rows a").first.click()
    address = desk.url.removeprefix(councillor.site)
    desk.get_by_label("Your answer").fill("The crew comes on Thursday.")
    councillor.context.clear_cookies()
    desk.get_by_role("button", name="Send the answer").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "Thursday" not in desk.url
    sign_in(councillor, COUNCILLOR, address, again=True)
    expect(desk.get_by_text("Your answer was kept, and is not sent yet.")).to_be_visible()
    expect(desk.get_by_label("Your answer")).to_have_value("The crew comes on Thursday.")
