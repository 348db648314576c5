"""Somebody who has a telephone number, and no mailbox, goes all the way with what is texted to it."""

from collections.abc import Callable

from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR
from tests.browser.demo_page import Player
from tests.browser.steps import (
    answer,
    answer_questions,
    ask,
    click_through,
    give_reference,
    press_through,
    reply,
    say_partly,
    send_issue,
    signed_in,
)
from tests.browser.visitor import Visitor

NUMBER = "082 555 0177"


def test_a_concern_is_raised_confirmed_followed_and_judged_by_text_messages_alone(
    new_visitor: Callable[..., Visitor],
) -> None:
    resident, councillor = Player(new_visitor()), new_visitor()
    page = resident.step("Raise an issue")
    answer_questions(page, subject="By text message", everyone=False)
    reference = send_issue(page, NUMBER)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: confirm your number")
    resident.follow_message("27825550177", "is it you who wrote to your councillor?")
    press_through(page, "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text("By text message")

    desk = signed_in(councillor, COUNCILLOR, "/councillor/")
    click_through(desk, "By text message")
    click_through(desk, "Ask first")
    ask(desk, "When may we call?")

    resident.leave()  # on another telephone
    expect(resident.message(reference, "a question for you")).to_contain_text("Text message to +27 82 555 0177")
    give_reference(resident.step("Follow a reference"), reference)
    page.get_by_label("The telephone number or e-mail address that you gave").fill(NUMBER)
    press_through(page, "Send me a code")
    page.get_by_label("The code that we sent").fill(resident.code_sent_to(reference, "is your code for"))
    press_through(page, "Continue")
    expect(page.locator(".timeline")).to_contain_text("When may we call?")
    reply(page, "In the evening.")

    desk.reload()
    expect(desk.locator(".timeline")).to_contain_text("In the evening.")
    answer(desk, text="We call at seven.", everyone=None)
    for written in ("555 0177", "5550177"):
        assert written not in desk.content()

    resident.follow_message(reference, "there is an answer for you")
    expect(page.locator(".timeline")).to_contain_text("We call at seven.")
    say_partly(page, "Seven is too late.")
