"""Everybody can use every page of the story: by eye, by ear, by thumb, by keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from cms.demo.accounts import ASSISTANT, COUNCILLOR, RESIDENT
from engagement.enums import ConcernStatus, Publication
from engagement.models import Case, Resident
from tests.browser import keyboard
from tests.browser.accessibility import barriers
from tests.browser.steps import (
    PHOTO,
    answer,
    answer_what,
    confirm_address,
    follow_digest,
    follow_link,
    follow_reference,
    give_code,
    give_password,
    message_to,
    press_through,
    sign_in,
    signed_in,
    wait_until_shrunk,
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
    page.get_by_role("link", name="Open the library in the evening").first.click()
    page.get_by_label("Your answer").fill("")  # what another test typed there and did not send was kept
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write an answer")
    stations.append(barriers(page))
    answer(page, text="The hall is open until nine from Monday.", everyone=True)
    stations.append(barriers(page))
    assert stations == [[]] * 5


def test_no_step_beside_the_answer_keeps_anybody_out(visitor: Visitor) -> None:
    case = Case.objects.filter(ward__code="ZZ001-003", status=ConcernStatus.WAITING, concern__isnull=False).first()
    shown = Case.objects.filter(ward__code="ZZ001-003", publication=Publication.PUBLISHED).first()
    here = f"/councillor/cases/{case.reference}/"
    signed_in(visitor, COUNCILLOR, "/councillor/")
    stations = {
        path: barriers(visitor.open(path))
        for path in (
            here,
            f"{here}ask/",
            f"{here}note/",
            f"/councillor/cases/{shown.reference}/ask-moderator/",
            "/councillor/office/",
            "/councillor/office/templates/",
            "/councillor/guide/",
            "/councillor/answer/cut-off/",
        )
    }
    visitor.forgive("404 (Not Found)")
    press_through(visitor.open(f"{here}ask/"), "Send the question")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    stations["ask: refused"] = barriers(visitor.page)
    assert {path: faults for path, faults in stations.items() if faults} == {}


def test_a_draft_on_its_way_between_assistant_and_councillor_keeps_nobody_out(new_visitor: MakeVisitor) -> None:
    case = Case.objects.filter(ward__code="ZZ001-003", status=ConcernStatus.WAITING, concern__isnull=False).last()
    here = f"/councillor/cases/{case.reference}/"
    office, councillor = new_visitor(), new_visitor()
    draft = signed_in(office, ASSISTANT, here)
    draft.get_by_label("Your draft of the answer").fill("It is on the list for March.")
    draft.get_by_label("Answered", exact=True).check()
    for reader in draft.get_by_label("The resident alone").all():
        reader.check()
    press_through(draft, "Put it before the councillor")
    stations = {"assistant": barriers(draft), "councillor": barriers(signed_in(councillor, COUNCILLOR, here))}
    with councillor.page.expect_navigation():
        councillor.page.get_by_role("link", name="Send it back").click()
    stations["back"] = barriers(councillor.page)
    councillor.page.get_by_label("What is to be better?").fill("Say which March.")
    press_through(councillor.page, "Send it back")
    stations["sent back"] = barriers(office.open(here))
    assert {station: faults for station, faults in stations.items() if faults} == {}


def test_no_page_about_oneself_keeps_anybody_out(visitor: Visitor) -> None:
    signed_in(visitor, RESIDENT, "/my/")
    here = f"/my/{Resident.objects.get(user__email=RESIDENT.email).pk}/"
    stations = {
        path: barriers(visitor.open(f"{here}{path}"))
        for path in ("messages/", "details/", "data/", "delete/", "contact/")
    }
    page = visitor.page
    press_through(page, "Send me a code")
    expect(page.get_by_role("alert")).to_be_focused()
    stations["contact: refused"] = barriers(page)
    page.locator("input[name=contact]").fill("elsewhere@example.org")
    press_through(page, "Send me a code")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    stations["contact: code"] = barriers(page)
    assert {station: faults for station, faults in stations.items() if faults} == {}


def test_the_story_can_be_told_by_keyboard_alone(new_visitor: MakeVisitor) -> None:
    email = "keyboard@example.org"
    resident = new_visitor(viewport=PHONE)
    page = resident.open("/")
    keyboard.type_into(page, "Where do you live?", "tutong libary")
    keyboard.press(page, "Find")
    expect(page.get_by_role("heading", name="Thutong Library")).to_be_visible()
    keyboard.press(page, "Ward 3, Thutong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ward 3, Thutong")
    keyboard.press(page, "Raise an issue")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would you like to say?")
    keyboard.press(page, "Something is wrong", "ArrowDown")
    expect(page.get_by_label("A suggestion")).to_be_checked()
    keyboard.type_into(page, "In one line", "By keyboard")
    keyboard.press_through(page, "Continue")
    expect(page.get_by_role("alert")).to_be_focused()
    keyboard.press(page, "Tell the councillor what it is about")
    expect(page.get_by_label("In your own words")).to_be_focused()
    page.keyboard.type("The lift of the library is out of order.")
    keyboard.press_through(page, "Continue")
    keyboard.type_into(page, "The place in words", "The library")
    keyboard.press_through(page, "Continue")
    keyboard.tab_to(page, "Add photos")
    page.locator(":focus").set_input_files(PHOTO)
    wait_until_shrunk(page)
    keyboard.press_through(page, "Add them")
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    keyboard.press_through(page, "Continue")
    keyboard.press(page, "Everyone, on the ward's page", "Space")
    keyboard.press_through(page, "Continue")
    keyboard.type_into(page, "Your telephone number or e-mail address", email)
    keyboard.press_through(page, "Continue")
    keyboard.press_through(page, "Send")
    reference = page.locator(".reference").inner_text()
    keyboard.press_through(follow_link(resident, message_to(email, "please confirm")), "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard")

    councillor = new_visitor(viewport=PHONE)
    desk = sign_in(councillor, COUNCILLOR, "/councillor/")
    keyboard.press_through(desk, "By keyboard")
    expect(desk.get_by_role("heading", level=1)).to_have_text("By keyboard")
    keyboard.press_through(desk, "Ask first")
    keyboard.type_into(desk, "Your question", "Which of the two lifts?")
    keyboard.press_through(desk, "Send the question")

    follow_link(resident, message_to(email, "a question for you"))
    expect(page.locator(".timeline")).to_contain_text("Which of the two lifts?")
    keyboard.type_into(page, "Your reply", "The one at the back.")
    keyboard.press_through(page, "Send")
    expect(page.get_by_text("Sent to those who answer.")).to_be_visible()

    desk.reload()
    expect(desk.locator(".timeline")).to_contain_text("The one at the back.")
    keyboard.press_through(desk, "Send the answer")
    expect(desk.get_by_role("alert")).to_be_focused()
    keyboard.type_into(desk, "Your answer", "It runs again from Friday.")
    keyboard.press(desk, "Answered", "Space")
    keyboard.press(desk, "Everyone who can read the concern", "Space")
    keyboard.press_through(desk, "Send the answer")
    expect(desk.locator(".timeline")).to_contain_text("It runs again from Friday.")

    follow_link(resident, message_to(email, "there is an answer"))
    keyboard.press(page, "Yes", "ArrowDown")
    expect(page.get_by_label("Partly", exact=True)).to_be_checked()
    keyboard.type_into(page, "Why?", "It stops on the first floor.")
    keyboard.press_through(page, "Send")
    expect(page.get_by_text("Thank you. Those who answered see what you said.")).to_be_visible()
    keyboard.type_into(page, "What is still missing?", "The stop on the second floor.")
    keyboard.press_through(page, "Ask for a new answer")
    expect(page.get_by_text("Opened again.")).to_be_visible()

    follow_digest(councillor, reference, weeks_ago=2)
    keyboard.type_into(desk, "Your answer", "It stops on every floor.")
    keyboard.press(desk, "Answered", "Space")
    keyboard.press(desk, "Everyone who can read the concern", "Space")
    keyboard.press_through(desk, "Send the answer")
    expect(desk.locator(".timeline")).to_contain_text("It stops on every floor.")
    assert barriers(desk) == []
