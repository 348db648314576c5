"""Everybody can use every page of the story: by eye, by ear, by thumb, by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from cms.demo.accounts import COUNCILLOR
from tests.browser.accessibility import barriers
from tests.browser.keyboard import press, type_into
from tests.browser.steps import (
    PHOTO,
    answer,
    answer_what,
    confirm_address,
    follow_link,
    follow_reference,
    give_code,
    give_password,
    message_to,
    press_through,
    sign_in,
)
from tests.browser.visitor import PHONE, Visitor

MakeVisitor = Callable[..., Visitor]


def test_a_form_with_errors_keeps_nobody_out_and_leads_to_what_is_wrong(visitor: Visitor) -> None:
    page = visitor.open("/wards/ZZ001-003/raise/")
    page.get_by_label("In one line").fill("Kept although the rest is wrong")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page.get_by_label("In one line")).to_have_value("Kept although the rest is wrong")
    assert barriers(page) == []
    page.get_by_role("alert").get_by_role("link", name="Tell the councillor what it is about").click()
    expect(page.get_by_label("In your own words")).to_be_focused()


def test_a_refused_sign_in_keeps_nobody_out_and_keeps_what_was_typed(visitor: Visitor) -> None:
    page = visitor.open("/accounts/login/")
    page.get_by_label("E-mail").fill(COUNCILLOR.email)
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value(COUNCILLOR.email)
    assert barriers(page) == []


def test_no_page_of_the_residents_story_keeps_anybody_out(visitor: Visitor) -> None:
    found: dict[str, list[str]] = {}

    def look(page: Page, station: str) -> None:
        found[station] = barriers(page)

    email = "everyone@example.org"
    page = visitor.open("/wards/ZZ001-003/raise/")
    answer_what(page, subject="Everyone")
    look(page, "where")
    look(visitor.open("/wards/ZZ001-003/raise/where/?map"), "where: the map of pictures")
    press_through(page, "Continue")
    page.get_by_label("Add photos").set_input_files(PHOTO)
    press_through(page, "Add them")
    look(page, "photos")
    press_through(page, "Continue")
    look(page, "readers")
    page.get_by_label("Everyone, on the ward's page").check()
    press_through(page, "Continue")
    look(page, "contact")
    page.get_by_label("Your telephone number or e-mail address").fill(email)
    press_through(page, "Continue")
    look(page, "check")
    look(visitor.open("/wards/ZZ001-003/raise/"), "begun")
    visitor.open("/wards/ZZ001-003/raise/check/")
    press_through(page, "Send")
    reference = page.locator(".reference").inner_text()
    look(page, "sent")
    look(follow_link(visitor, message_to(email, "please confirm")), "confirm")
    look(confirm_address(visitor, email), "own story")
    visitor.context.clear_cookies()
    look(follow_reference(visitor, reference), "access")
    page.get_by_label("The telephone number or e-mail address that you gave").fill(email)
    press_through(page, "Send me a code")
    look(page, "code")
    assert {station: faults for station, faults in found.items() if faults} == {}


def test_no_page_of_the_councillors_work_keeps_anybody_out(visitor: Visitor) -> None:
    page = visitor.open("/councillor/")
    stations = [barriers(page)]
    give_password(page, COUNCILLOR)
    expect(page.get_by_label("Code")).to_be_visible()
    stations.append(barriers(page))
    give_code(page, COUNCILLOR)
    expect(page).to_have_url(f"{visitor.site}/councillor/")
    stations.append(barriers(page))
    page.get_by_role("link", name="Open the library in the evening").click()
    page.get_by_label("Your answer").fill("")  # what another test typed there and did not send was kept
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write an answer")
    stations.append(barriers(page))
    answer(page, text="The hall is open until nine from Monday.", everyone=True)
    stations.append(barriers(page))
    assert stations == [[]] * 5


def test_the_story_can_be_told_by_keyboard_alone(new_visitor: MakeVisitor) -> None:
    email = "keyboard@example.org"
    resident = new_visitor(viewport=PHONE)
    page = resident.open("/")
    type_into(page, "Where do you live?", "tutong libary")
    press(page, "Find")
    expect(page.get_by_role("heading", name="Thutong Library")).to_be_visible()
    press(page, "Ward 3, Thutong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ward 3, Thutong")
    press(page, "Raise an issue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to your councillor")
    type_into(page, "In one line", "By keyboard")
    type_into(page, "What would you like to say?", "The lift of the library is out of order.")
    press(page, "Everyone, on the ward's page", "Space")
    type_into(page, "Your e-mail address", email)
    press(page, "Send")
    expect(page.locator(".reference")).to_be_visible()
    press(follow_link(resident, message_to(email, "please confirm")), "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard")

    councillor = new_visitor(viewport=PHONE)
    desk = sign_in(councillor, COUNCILLOR, "/councillor/")
    press(desk, "By keyboard")
    expect(desk.get_by_role("heading", level=1)).to_have_text("By keyboard")
    type_into(desk, "Your answer", "It runs again from Friday.")
    press(desk, "Answered", "Space")
    press(desk, "Everyone who can read the concern", "Space")
    press(desk, "Send the answer")
    expect(desk.locator(".timeline")).to_contain_text("It runs again from Friday.")
