"""The whole story of a concern, from the first word to the second answer, as two people with two phones play it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from cms.demo.accounts import COUNCILLOR, MODERATOR
from cms.models import DemoMessage
from engagement.models import Case
from tests.browser.accessibility import faults
from tests.browser.layout import misfits
from tests.browser.steps import (
    PHOTO,
    answer,
    answer_what,
    ask,
    code_sent_to,
    confirm_address,
    follow_digest,
    follow_link,
    follow_reference,
    give_code,
    give_password,
    message_to,
    press_through,
    publish,
    reopen,
    reply,
    say_partly,
    signed_in,
    wait_until_shrunk,
)
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]

NAME = "Palesa Mokoena"
ID_NUMBER = "8001015009087"
TEXT = f"Eleven poles are dark since the storm. I am {NAME}, my number is {ID_NUMBER}."


@dataclass
class Eyes:
    """Somebody looks at each page that is passed, and notes what would keep people out.

    Attributes:
        aside: a page of a browser with script, in which those are looked at whose own browser runs none.
    """

    aside: Visitor | None = None
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, page: Page, station: str, within: str = "html") -> None:
        assert station not in self.found
        if self.aside and within != "html":
            return  # Wagtail's frame draws itself by script; the workspace is looked at with it.
        seen = self._copy(page) if self.aside else page
        self.found[station] = faults(seen, within) + (misfits(seen) if within == "html" else [])

    def _copy(self, page: Page) -> Page:
        """The page as it stands where no script runs, with what it shows then alone."""
        html = re.sub(r"(?s)<script\b.*?</script>|</?noscript>", "", page.content())
        address = f"{self.aside.site}/looked-at/{len(self.found)}/"
        copy = self.aside.page
        copy.context.clear_cookies()
        copy.context.add_cookies(page.context.cookies())
        copy.set_viewport_size(page.viewport_size)
        copy.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
        copy.goto(address)
        assert copy.title() == page.title()
        return copy

    @property
    def barriers(self) -> dict[str, list[str]]:
        return {station: faults for station, faults in self.found.items() if faults}


@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])
def test_a_concern_is_raised_shown_asked_about_answered_reopened_and_answered_again(
    new_visitor: MakeVisitor, script: bool
) -> None:
    eyes = Eyes(aside=None if script else new_visitor())
    subject, email = f"Lights out, script {script}", f"public{script}@example.org".lower()
    resident, neighbour = new_visitor(java_script_enabled=script), new_visitor(java_script_enabled=script)

    reference = raise_with_photo(resident, eyes, script=script, subject=subject, email=email)
    eyes.look(follow_link(resident, message_to(email, "please confirm")), "confirm")
    confirm_address(resident, email)
    expect(resident.page.get_by_role("heading", level=1)).to_have_text(subject)
    eyes.look(resident.page, "own story: held")
    follow_reference(neighbour, reference)
    expect(neighbour.page.get_by_role("heading", level=1)).to_have_text("Show that it is yours")

    # Without JavaScript, Wagtail's menu lies over a narrow page.
    screen = PHONE if script else DESK
    moderation = signed_in(new_visitor(java_script_enabled=script, viewport=screen), MODERATOR, "/admin/moderation/")
    publish(moderation, subject=subject, look=lambda: eyes.look(moderation, "moderation: decide", "#main"))
    assert message_to(email, "now on your ward's page")

    councillor = new_visitor(java_script_enabled=script)
    desk = signed_in(councillor, COUNCILLOR, "/councillor/")
    eyes.look(desk, "desk")
    with desk.expect_navigation():
        desk.get_by_role("link", name=subject).click()
    expect(desk.get_by_role("img", name="Photo 1")).to_be_visible()
    ask_first(desk, eyes)

    page = follow_link_of_story(resident, email, "a question for you")
    expect(page.locator(".split")).to_contain_text("Waiting for your reply: the clock stands still")
    expect(page.locator(".timeline")).to_contain_text("Which side of the street?")
    eyes.look(page, "own story: asked")
    reply(page, "The side of the school.")
    assert message_to(COUNCILLOR.email, "the resident replied")
    eyes.look(page, "own story: replied")

    desk.reload()
    expect(desk.locator(".timeline")).to_contain_text("The side of the school.")
    answer(desk, text="The crew comes on Tuesday.", everyone=True)
    eyes.look(desk, "desk: answered")

    page = follow_link_of_story(resident, email, "there is an answer")
    eyes.look(page, "own story: answered")
    say_partly(page, "Three poles are dark still.")
    eyes.look(page, "own story: partly")
    reopen(page, "Poles nine to eleven are dark.")
    assert message_to(email, "opened again")
    eyes.look(page, "own story: reopened")

    answer_from_digest(new_visitor(java_script_enabled=script), eyes, reference, weeks_ago=int(script))
    assert email not in desk.content()

    stand_with_it(neighbour, eyes, reference, f"neighbour{script}@example.org".lower())
    everyone = neighbour.open(f"/track/{reference}/")
    eyes.look(everyone, "story")
    expect(everyone.get_by_role("heading", level=1)).to_have_text(subject)
    expect(everyone.get_by_role("img", name="Photo 1")).to_be_visible()
    expect(everyone.get_by_text("1 person")).to_be_visible()
    for told in ("The crew comes on Tuesday.", "The last three are lit from Friday."):
        expect(everyone.locator(".timeline")).to_contain_text(told)
    private = ("school", "Which side", "Three poles", "nine to eleven")
    for hidden in (NAME, ID_NUMBER, email, *private):
        assert hidden not in everyone.content(), hidden
    case = Case.objects.get(reference=reference)
    assert case.point is not None
    assert case.photos.get().width == 1600
    assert eyes.barriers == {}
    assert len(eyes.found) == (25 if script else 24)


def raise_with_photo(resident: Visitor, eyes: Eyes, *, script: bool, subject: str, email: str) -> str:
    """Answer every question, with a place on the map and a photo, and send."""
    page = resident.open("/wards/ZZ001-003/")
    page.get_by_role("link", name="Raise an issue").first.click()
    answer_what(page, subject=subject, text=TEXT)
    if script:
        page.get_by_role("button", name="Open the map").click()
        page.locator(".map-canvas .map-ward.here").wait_for()
        page.locator(".map-canvas").press("Enter")
        expect(page.locator("input[name=lat]")).not_to_have_value("")
        expect(page.locator(".map-answer")).to_contain_text("Ward 3")
    else:
        press_through(page, "Open the map")
        press_through(page, "Mark the place at the cross")
        expect(page.get_by_text("A place is marked on the map.")).to_be_visible()
    eyes.look(page, "where")
    press_through(page, "Continue")
    page.get_by_label("Add photos").set_input_files(PHOTO)
    if script:
        wait_until_shrunk(page)
    press_through(page, "Add them")
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    eyes.look(page, "photos")
    press_through(page, "Continue")
    eyes.look(page, "readers")
    page.get_by_label("Everyone, on the ward's page").check()
    press_through(page, "Continue")
    page.get_by_label("Your telephone number or e-mail address").fill(email)
    page.get_by_label("Your name").fill(NAME)
    eyes.look(page, "contact")
    press_through(page, "Continue")
    expect(page.get_by_text("Marked on the map")).to_be_visible()
    assert ID_NUMBER not in page.locator(".card").inner_text()
    eyes.look(page, "check")
    if script:
        expect(page.locator("input[name=proof]")).not_to_have_value("", timeout=20_000)
    press_through(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: confirm your e-mail address")
    eyes.look(page, "sent")
    return page.locator(".reference").inner_text()


def ask_first(desk: Page, eyes: Eyes) -> None:
    """Ask the resident something before the answer: the promise stands still, and the page says so."""
    eyes.look(desk, "desk: case")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Ask first").click()
    eyes.look(desk, "desk: ask")
    ask(desk, "Which side of the street?")
    eyes.look(desk, "desk: asked")


def answer_from_digest(councillor: Visitor, eyes: Eyes, reference: str, *, weeks_ago: int) -> None:
    """Open the link of the weekly message, sign in on the way, and answer."""
    page = follow_digest(councillor, reference, weeks_ago=weeks_ago)
    give_password(page, COUNCILLOR)
    give_code(page, COUNCILLOR)
    expect(page).to_have_url(f"{councillor.site}/councillor/cases/{reference}/#answer")
    eyes.look(page, "desk: reopened")
    answer(page, text="The last three are lit from Friday.", everyone=True)


def stand_with_it(neighbour: Visitor, eyes: Eyes, reference: str, email: str) -> None:
    """Say that it affects oneself too, and follow it, by the code that comes to an address."""
    for link, label, done in (
        ("This affects me too", "Your telephone number or e-mail address", "You are counted. Thank you."),
        ("Follow by e-mail", "Your e-mail address", "You follow this now."),
    ):
        page = neighbour.open(f"/track/{reference}/")
        with page.expect_navigation():
            page.get_by_role("link", name=link).click()
        eyes.look(page, link)
        page.get_by_label(label).fill(email)
        press_through(page, "Send me a code")
        eyes.look(page, f"{link}: code")
        page.get_by_label("The code that we sent").fill(code_sent_to(email))
        DemoMessage.objects.filter(to=email).delete()
        press_through(page, link)
        expect(page.get_by_text(done)).to_be_visible()


def follow_link_of_story(resident: Visitor, email: str, about: str) -> Page:
    """Open the story from a message, in the browser to which the case is open since it was confirmed."""
    return follow_link(resident, message_to(email, about))
