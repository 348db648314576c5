"""The editor's and the publisher's guides, walked as they are written: a notice and a meeting in two languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.demo.accounts import EDITOR, PUBLISHER
from cms.guides import EDITING, PUBLISHING
from tests.browser.steps import signed_in
from tests.browser.visitor import DESK, Visitor
from tests.browser.walk import Walk

MakeVisitor = Callable[..., Visitor]

WARD, CODE, OTHER_CODE = "Ward 3, Thutong", "ZZ001-003", "ZZ001-001"
NOTICE, NOTICE_ZU = "Water off in Thutong on Mill Road", "Awekho amanzi eThutong eMill Road"
WHAT, WHAT_ZU = "A pipe is replaced. Fill what you need the evening before.", "Kushintshwa ipayipi. Gcwalisa kusihlwa."
MEETING, MEETING_ZU = "Meeting about the water in Thutong", "Umhlangano ngamanzi eThutong"
AGENDA, AGENDA_ZU = "Ask the engineers. Tea is served.", "Buza onjiniyela. Kuzoba netiye."
PLACE = "Thutong community hall"


@dataclass
class Desks:
    """The editor and the publisher, each in a browser with their guide."""

    editor: Walk
    publisher: Walk

    @property
    def pages(self) -> tuple[Page, Page]:
        """What each looks at."""
        return self.editor.page, self.publisher.page


@pytest.fixture
def desks(new_visitor: MakeVisitor) -> Iterator[Desks]:
    """Both signed in, on the workspace's home."""
    width, height = EDITING.window
    people = [new_visitor(viewport={"width": width, "height": height}) for _each in range(2)]
    accounts = ((EDITOR, EDITING), (PUBLISHER, PUBLISHING))
    pages = [signed_in(person, account, "/admin/") for person, (account, _guide) in zip(people, accounts, strict=True)]
    yield Desks(*(Walk(guide, page) for page, (_account, guide) in zip(pages, accounts, strict=True)))
    for person in people:
        # Wagtail saves while somebody writes, and is refused where a required field is still empty.
        person.forgive("400 (Bad Request)")


def test_by_the_guides_alone_a_notice_and_a_meeting_are_published_in_two_languages(
    desks: Desks, new_visitor: MakeVisitor
) -> None:
    write_a_notice(desks.editor)
    publish_it(desks.publisher)
    translate_the_notice(desks.editor)
    publish_the_translation(desks.publisher)
    announce_a_meeting(desks.editor)
    send_it_back(desks.publisher)
    correct_it(desks.editor)
    approve(desks.publisher.page, MEETING)
    translate(desks.editor.page, "Meetings", MEETING, {MEETING: MEETING_ZU, AGENDA: AGENDA_ZU})
    publish_translation(desks.publisher.page, MEETING_ZU)

    both_are_read_where_they_belong(new_visitor(viewport=DESK))
    the_calendar_and_the_feed_hold_them(new_visitor(viewport=DESK))

    call_it_off(desks.editor)
    approve(desks.publisher.page, MEETING)
    # A browser keeps a public page for a minute; whoever comes anew sees it as it is.
    expect(new_visitor().open(f"/wards/{CODE}/").locator("main")).to_contain_text("Called off")
    take_the_notice_off(desks.publisher)
    assert NOTICE not in new_visitor().open(f"/wards/{CODE}/").content()
    assert NOTICE_ZU not in new_visitor().open(f"/zu/wards/{CODE}/").content()
    desks.editor.finish()
    change_the_settings(desks.publisher)
    desks.publisher.finish()


def write_a_notice(walk: Walk) -> None:
    """Planned work in one ward, the day after tomorrow."""
    page = walk.page
    new = page.get_by_role("link", name="A notice", exact=True)
    walk.step("new", new)
    walk.press(new)
    page.locator("[name=title]").fill(NOTICE)
    page.get_by_role("combobox", name="Kind").select_option(label="Planned work")
    page.get_by_role("textbox", name="Introduction").fill(WHAT)
    walk.step("words", page.get_by_role("textbox", name="Introduction"))
    fill_times(page, 8, 17)
    walk.step("times", page.locator("[name=ends_at]"))
    page.get_by_label(WARD).check()
    walk.step("wards", page.get_by_label(WARD))
    submit = open_menu(page, "Submit to Publishing in")
    walk.step("submit", submit)
    walk.press(submit)
    walk.step("waiting", page.get_by_text("In moderation"))


def publish_it(walk: Walk) -> None:
    """What waits first."""
    page = walk.page
    page.reload()
    waits = page.get_by_role("link", name=NOTICE).first
    walk.step("waiting", waits)
    walk.press(waits)
    approves = open_menu(page, "Approve and Publish")
    walk.step("approve", approves)
    walk.press(approves)
    walk.step("published", page.get_by_role("link", name=NOTICE, exact=True))


def translate_the_notice(walk: Walk) -> None:
    """From the list of notices."""
    page = walk.page
    page.reload()
    page.get_by_role("button", name=f"More options for '{NOTICE}'").click()
    more = page.get_by_role("link", name="Translate this page")
    walk.step("more", more)
    walk.press(more)
    page.get_by_label("isiZulu").check()
    walk.step("language", page.get_by_role("button", name="Submit"))
    walk.press(page.get_by_role("button", name="Submit"))
    page.get_by_role("button", name="Translate", exact=True).first.wait_for()
    walk.look()
    page.get_by_role("button", name="Translate", exact=True).first.click()
    page.locator("main textarea").last.fill(NOTICE_ZU)
    walk.step("sentence", page.get_by_role("button", name="Save", exact=True))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    fill_sentences(page, {WHAT: WHAT_ZU})
    walk.step("done")


def publish_the_translation(walk: Walk) -> None:
    """From the report."""
    page = walk.page
    page.get_by_role("button", name="Reports").click()
    report = page.get_by_role("link", name="Translations", exact=True)
    expect(report).to_be_visible()
    walk.look()
    walk.press(report)
    target = page.get_by_role("link", name=re.compile(NOTICE_ZU))
    walk.step("reports", target)
    walk.press(target)
    publish = page.get_by_role("button", name="Publish in isiZulu")
    walk.step("publish", publish)
    walk.press(publish)
    walk.step("translated")


def announce_a_meeting(walk: Walk) -> None:
    """Of the same ward, a week ahead."""
    page = walk.page
    page.goto(home_of(page))
    new = page.get_by_role("link", name="A meeting", exact=True)
    walk.step("new-meeting")
    walk.press(new)
    page.locator("[name=title]").fill(MEETING)
    page.get_by_role("textbox", name="Introduction").fill(AGENDA)
    fill_times(page, 18, 20, days=7)
    page.get_by_role("textbox", name="Place").fill(PLACE)
    walk.step("place", page.get_by_role("textbox", name="Place"))
    page.get_by_label(WARD).check()
    submit = open_menu(page, "Submit to Publishing in")
    walk.step("submit-meeting")
    walk.press(submit)


def send_it_back(walk: Walk) -> None:
    """Since the address is missing."""
    page = walk.page
    page.goto(home_of(page))
    walk.look()
    walk.press(page.get_by_role("link", name=MEETING).first)
    request = open_menu(page, "Request changes")
    walk.step("request", request)
    request.click()
    page.get_by_role("textbox", name="Comment").fill("Please add the street.")
    send = page.get_by_role("dialog").get_by_role("button", name="Request changes")
    walk.step("comment", send)
    walk.press(send)
    page.goto(home_of(page))
    walk.step("returned")
    expect(page.get_by_text("Awaiting your review")).to_have_count(0)


def correct_it(walk: Walk) -> None:
    """With the street."""
    page = walk.page
    page.goto(home_of(page))
    edits = page.get_by_role("link", name=MEETING).last
    walk.step("changes", edits)
    walk.press(edits)
    page.get_by_role("textbox", name="Address").fill("12 Mill Road")
    walk.press(open_menu(page, re.compile("Resubmit|Submit to")))


def call_it_off(walk: Walk) -> None:
    """After it was published."""
    page = walk.page
    page.goto(home_of(page))
    walk.press(page.get_by_role("link", name=MEETING).last)
    page.get_by_role("checkbox", name="Called off").check()
    walk.step("tick", page.get_by_role("checkbox", name="Called off"))
    walk.press(open_menu(page, "Submit to Publishing in"))


def take_the_notice_off(walk: Walk) -> None:
    """In every language."""
    page = walk.page
    open_list(page, "Notices")
    page.get_by_role("button", name=f"More options for '{NOTICE}'").click()
    unpublish = page.get_by_role("link", name="Unpublish")
    walk.step("unpublish", unpublish)
    walk.press(unpublish)
    confirm = page.get_by_role("button", name="Yes, unpublish it")
    walk.step("confirm", confirm)
    walk.press(confirm)


def change_the_settings(walk: Walk) -> None:
    """Look at them; other tests try what they change."""
    page = walk.page
    page.get_by_role("button", name="Settings").click()
    settings = page.get_by_role("link", name="Site settings")
    expect(settings).to_be_visible()
    walk.look()
    walk.press(settings)
    walk.step("settings")


def both_are_read_where_they_belong(resident: Visitor) -> None:
    """On the ward's page and on home, in both languages, and on no other ward's page."""
    for path in (f"/wards/{CODE}/", "/"):
        main = resident.open(path).locator("main")
        expect(main).to_contain_text(NOTICE)
        expect(main).to_contain_text(MEETING)
        main = resident.open(f"/zu{path}").locator("main")
        expect(main).to_contain_text(NOTICE_ZU)
        expect(main).to_contain_text(MEETING_ZU)
    elsewhere = resident.open(f"/wards/{OTHER_CODE}/").content()
    assert NOTICE not in elsewhere
    assert MEETING not in elsewhere


def the_calendar_and_the_feed_hold_them(resident: Visitor) -> None:
    """As telephones and readers of feeds ask for them."""
    calendar = resident.context.request.get(f"{resident.site}/wards/{CODE}/meetings.ics").text().replace("\r\n ", "")
    assert MEETING in calendar
    assert PLACE in calendar
    feed = resident.context.request.get(f"{resident.site}/wards/{CODE}/feed.xml").text()
    assert NOTICE in feed


def approve(page: Page, title: str) -> None:
    """As the publisher's guide says."""
    page.goto(home_of(page))
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    with page.expect_navigation():
        open_menu(page, "Approve and Publish").click()


def translate(page: Page, section: str, title: str, sentences: dict[str, str]) -> None:
    """As the editor's guide says."""
    open_list(page, section)
    page.get_by_role("button", name=f"More options for '{title}'").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Translate this page").click()
    page.get_by_label("isiZulu").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Submit").click()
    fill_sentences(page, sentences)


def fill_sentences(page: Page, sentences: dict[str, str]) -> None:
    """Translate the texts of a page one after another, in their order, and leave what is the same in both."""
    for sentence in sentences.values():
        page.get_by_role("button", name="Translate", exact=True).first.click()
        page.locator("main textarea").last.fill(sentence)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("main")).to_contain_text(sentence)
        expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
        expect(page.get_by_text("Saving")).to_have_count(0)


def publish_translation(page: Page, title: str) -> None:
    """As the publisher's guide says."""
    page.get_by_role("button", name="Reports").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Translations", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile(title)).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish in isiZulu").click()


def open_list(page: Page, section: str) -> None:
    """A list of the English site, by the menu of pages."""
    page.goto(home_of(page) + "pages/")
    english = page.get_by_role("row", name=re.compile("Khanya Local Municipality.*English", re.DOTALL))
    with page.expect_navigation():
        english.get_by_role("link", name=re.compile("Explore child pages")).click()
    row = page.get_by_role("row", name=re.compile(section))
    with page.expect_navigation():
        row.get_by_role("link", name=re.compile("Explore child pages")).click()


def open_menu(page: Page, choice: str | re.Pattern) -> object:
    """Press the arrow beside the button that saves; gives what is chosen there."""
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More actions").click()
    chosen = page.get_by_role("button", name=choice).first
    expect(chosen).to_be_visible()
    return chosen


def fill_times(page: Page, first: int, last: int, *, days: int = 2) -> None:
    """From one full hour to another, some days ahead."""
    day = timezone.localdate() + timedelta(days=days)
    for name, hour in (("starts_at", first), ("ends_at", last)):
        page.locator(f"[name={name}]").fill(f"{day:%Y-%m-%d} {hour:02d}:00")


def home_of(page: Page) -> str:
    """The address of the workspace's home."""
    return page.url.split("/admin/")[0] + "/admin/"
