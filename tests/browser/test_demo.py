"""The demo can be played with what its own page shows."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR
from tests.browser.demo_page import Player
from tests.browser.steps import (
    answer,
    ask,
    click_through,
    give_reference,
    press_through,
    publish,
    raise_issue,
    reopen,
    reply,
    say_partly,
)
from tests.browser.visitor import Visitor

MakeVisitor = Callable[..., Visitor]


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


def test_two_visitors_play_the_whole_story_from_the_page_alone(new_visitor: MakeVisitor) -> None:
    resident, other = Player(new_visitor()), Player(new_visitor())
    subject, email, neighbour = "The page is enough", "alone@example.org", "alone.too@example.org"

    expect(resident.step("Search for “Tutong libary”").get_by_role("heading", name="Thutong Library")).to_be_visible()
    page = resident.step("Raise an issue")
    reference = raise_issue(page, subject=subject, email=email, everyone=True, photo=True)
    expect(resident.step("Go to the messages").locator("#messages")).to_be_in_viewport()
    press_through(resident.follow_message(reference, "please confirm"), "Confirm")
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)

    other.step("Open moderation")
    publish(other.sign_in("Farai Modise"), subject=subject)
    other.leave()
    stand_with_it_and_object(other, subject, neighbour)

    other.step("Open her desk")
    desk = other.sign_in("Nomsa Dlamini")
    click_through(desk, subject)
    click_through(desk, "Ask first")
    ask(desk, "Which page?")
    expect(resident.message(reference, "a question for you")).to_be_visible()
    give_reference(resident.step("Follow a reference"), reference)
    reply(page, "The one that explains the demo.")

    click_through(other.step("Open the desk again"), subject)
    expect(desk.locator(".timeline")).to_contain_text("The one that explains the demo.")
    pass_on_to_roads(other)
    report_for_roads(other, subject)
    other.step("Open the desk to answer")
    other.sign_in("Nomsa Dlamini")
    click_through(desk, subject)
    answer(desk, text="The sign is painted.", everyone=True)

    give_reference(resident.step("Say whether it helped"), reference)
    expect(page.locator(".timeline")).to_contain_text("The sign is painted.")
    say_partly(page, "One letter is missing.")
    reopen(page, "The letter t.")
    other.leave()
    other.press("Send the digest of the week now")
    other.follow_message(COUNCILLOR.email, "residents who wait for your answer", after=reference)
    other.sign_in("Nomsa Dlamini")
    answer(desk, text="The letter is there.", everyone=True)
    other.press("Run now what runs by the clock")

    take_down_and_appeal(resident, other, subject, reference)
    follow_notices(resident, neighbour)
    expect(resident.step("See the answers of Khanya").get_by_role("heading", level=1)).to_be_visible()
    other.leave()
    other.step("Open the boundaries")
    expect(other.sign_in("Imka Jordaan").get_by_role("heading", level=1)).to_contain_text("boundaries")
    assert resident.taken | other.taken == resident.offered()


def stand_with_it_and_object(other: Player, subject: str, email: str) -> None:
    """As a neighbour, be counted with a code from the messages, and report what can be read."""
    page = other.step("See what everyone reads in ward 3")
    click_through(page, subject)
    click_through(page, "This affects me too")
    page.get_by_label("Your telephone number or e-mail address").fill(email)
    press_through(page, "Send me a code")
    page.get_by_label("The code that we sent").fill(other.code_sent_to(email, "your code"))
    press_through(page, "This affects me too")
    expect(page.get_by_text("You are counted. Thank you.")).to_be_visible()
    click_through(other.step("See what everyone reads in ward 3"), subject)
    click_through(page, "Report this to a moderator")
    page.get_by_label("It advertises something").check()
    press_through(page, "Report it")


def follow_notices(resident: Player, email: str) -> None:
    """Follow the notices of the ward, with a code from the messages."""
    page = resident.step("Follow the notices of ward 3")
    page.get_by_label("Your e-mail address").fill(email)
    press_through(page, "Send me a code")
    page.get_by_label("The code that we sent").fill(resident.code_sent_to(email, "your code"))
    press_through(page, "Follow by e-mail")
    expect(page.get_by_role("heading", level=1)).to_have_text("You follow the notices of this ward")


def pass_on_to_roads(other: Player) -> None:
    """On a concern's page at the desk, pass it on."""
    desk = other.page
    desk.get_by_label("Passed on to those who can deal with it").check()
    desk.get_by_label("Which department?").select_option("Roads and storm water")
    desk.get_by_label("What do you ask of them?").fill("Please paint the sign.")
    desk.get_by_label("Your answer").fill("I have asked the roads department.")
    desk.get_by_label("Everyone who can read the concern").check()
    press_through(desk, "Send the answer")
    expect(desk.get_by_text("Your answer was sent to the resident.")).to_be_visible()


def report_for_roads(other: Player, subject: str) -> None:
    """As the department, take it on and report twice."""
    other.leave()
    other.step("Open what was passed on")
    page = other.sign_in("Thabiso Maseko")
    click_through(page, subject)
    press_through(page, "Take it on")
    for step, text in (("We are working on it", "The paint is bought."), ("It is done", "The sign is painted.")):
        page.get_by_label(step).check()
        page.get_by_label("Your report").fill(text)
        page.get_by_label("Everyone who can read the concern").check()
        press_through(page, "Send the report")
        expect(page.get_by_text(text)).to_be_visible()
    other.leave()


def take_down_and_appeal(resident: Player, other: Player, subject: str, reference: str) -> None:
    """Take down what was reported; its resident appeals, and the Speaker's office decides otherwise."""
    other.leave()
    other.step("Open the reports")
    moderation = other.sign_in("Farai Modise")
    click_through(moderation, subject)
    moderation.get_by_label("Take it down").check()
    moderation.get_by_label("It advertises something").check()
    press_through(moderation, "Decide")
    page = resident.step("Appeal where you follow it")
    give_reference(page, reference)
    click_through(page, "Appeal against it")
    page.get_by_label("Why should it be decided otherwise?").fill("It sells nothing.")
    press_through(page, "Send the appeal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your appeal was sent")
    other.leave()
    other.step("Open the appeals")
    office = other.sign_in("Zinhle Mokgosi")
    click_through(office, subject)
    office.get_by_label("No: show it to everyone").check()
    press_through(office, "Decide")
    expect(resident.message(reference, "your appeal")).to_be_visible()
