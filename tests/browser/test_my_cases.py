"""A resident with an account raises a concern without proving anything anew, and finds it again."""

from playwright.sync_api import expect

from cms.demo.accounts import RESIDENT
from tests.browser.accessibility import barriers
from tests.browser.steps import answer_questions, message_to, press_through, sign_in
from tests.browser.visitor import Visitor


def test_what_is_sent_while_signed_in_needs_no_confirming_and_stands_among_my_cases(visitor: Visitor) -> None:
    page = sign_in(visitor, RESIDENT, "/my/")
    expect(page.get_by_role("link", name="No water on Sunday mornings")).to_be_visible()
    assert barriers(page) == []

    visitor.open("/wards/ZZ001-003/raise/")
    answer_questions(page, subject="The bus stop has no roof", text="We wait in the rain.", everyone=False)
    expect(page.get_by_label("Your telephone number or e-mail address")).to_have_value(RESIDENT.email)
    press_through(page, "Continue")
    press_through(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("The bus stop has no roof")
    assert message_to(RESIDENT.email, "your address is confirmed")

    visitor.open("/my/")
    expect(page.get_by_role("link", name="The bus stop has no roof")).to_be_visible()
