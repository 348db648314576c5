"""What people do in the story, as they would: by the words on the page."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.demo.accounts import COUNCILLOR, DemoAccount
from cms.demo.codes import PERIOD_SECONDS, one_time_code
from cms.demo.seed import password_for, totp_secret_for
from cms.models import DemoMessage
from engagement.models import User
from engagement.services.digests import send_digests
from tests.browser.visitor import Visitor
from tests.engagement.photo_files import photo_file
from tests.engagement.sessions import browser_of

PATIENCE_SECONDS = 10
MONDAY_SEVEN = {"hour": 7, "minute": 0, "second": 0, "microsecond": 0}
WORDS = "Eleven poles are dark since the storm."
PHOTO = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photo_file(size=(2400, 1600))}


def raise_issue(page: Page, *, subject: str, email: str, everyone: bool, photo: bool = False) -> str:
    """Answer each question and send what was written to a councillor; returns the reference that the page names."""
    answer_questions(page, subject=subject, everyone=everyone, photo=photo)
    reference = send_issue(page, email)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: confirm your e-mail address")
    return reference


def send_issue(page: Page, contact: str) -> str:
    """Say how one is reached, and send; returns the reference that the page names."""
    page.get_by_label("Your telephone number or e-mail address").fill(contact)
    press_through(page, "Continue")
    press_through(page, "Send")
    return page.locator(".reference").inner_text()


def answer_what(page: Page, *, subject: str, text: str = WORDS) -> None:
    """Answer the first question of a concern."""
    page.get_by_label("In one line").fill(subject)
    page.get_by_label("In your own words").fill(text)
    press_through(page, "Continue")


def answer_questions(page: Page, *, subject: str, everyone: bool, text: str = WORDS, photo: bool = False) -> None:
    """Answer the questions of a concern, up to how its author is reached."""
    answer_what(page, subject=subject, text=text)
    page.get_by_label("The place in words").fill("Lantern Street")
    press_through(page, "Continue")
    if photo:
        page.get_by_label("Add photos").set_input_files(PHOTO)
        press_through(page, "Add them")
        expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    press_through(page, "Continue")
    page.get_by_label("Everyone, on the ward's page" if everyone else "The councillor and the staff").check()
    press_through(page, "Continue")


def wait_until_shrunk(page: Page) -> None:
    """Wait until the phone has made the chosen photo smaller; a condition in the page would need `eval`."""
    for _ in range(PATIENCE_SECONDS * 10):
        if page.evaluate("document.querySelector('[data-shrink]').files[0].size") < len(PHOTO["buffer"]):
            return
        page.wait_for_timeout(100)
    raise AssertionError("The photo did not get smaller.")


def press_through(page: Page, button: str) -> None:
    """Press a button that opens a page, and wait until it is there: what follows looks at the new one."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def press_through_in(page: Page, section: str, button: str) -> None:
    """Press a button of one form among several."""
    with page.expect_navigation():
        page.locator(f"#{section}").get_by_role("button", name=button).first.click()


def click_through(page: Page, link: str) -> None:
    """Follow a link to another page, and wait until it is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()


def message_to(address: str, about: str, *, holding: str = "") -> DemoMessage:
    """The last message to an address whose subject holds these words; waits until the worker has sent it.

    Args:
        holding: words of its body, where several are called the same.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        message = DemoMessage.objects.filter(to=address, subject__contains=about, body__contains=holding).first()
        if message:
            return message
        time.sleep(0.05)
    raise AssertionError(f"No message about {about!r} reached {address}.")


def follow_link(visitor: Visitor, message: DemoMessage, *, after: str = "") -> Page:
    """Open the first link of a message. It names the host of the demo's site, which this server answers for.

    Args:
        after: words of the message behind which the link stands.
    """
    link = urlsplit(re.search(r"https?://\S+", message.body.partition(after)[2] if after else message.body)[0])
    assert link.hostname in ("localhost", urlsplit(visitor.site).hostname)
    return visitor.open(link.path)


def follow_digest(visitor: Visitor, reference: str, *, weeks_ago: int) -> Page:
    """Open the link that the councillor's weekly message holds for a concern.

    Each councillor is written to once a week, so that each who plays this takes another week.
    """
    assert send_digests(at=_last_monday() - timedelta(weeks=weeks_ago)) >= 1
    digest = message_to(COUNCILLOR.email, "residents who wait for your answer", holding=reference)
    return follow_link(visitor, digest, after=reference)


def _last_monday() -> datetime:
    """The last time that the weekly message was due."""
    now = timezone.localtime()
    monday = (now - timedelta(days=now.weekday())).replace(**MONDAY_SEVEN)
    return monday if monday <= now else monday - timedelta(weeks=1)


def confirm_address(visitor: Visitor, email: str) -> Page:
    """Open the link that was sent to an address, and press the button."""
    page = follow_link(visitor, message_to(email, "please confirm"))
    press_through(page, "Confirm")
    return page


def sign_in(visitor: Visitor, account: DemoAccount, path: str, *, again: bool = False) -> Page:
    """Ask for a page that needs an account, and sign in on the way with password and, where there is one, code.

    Args:
        again: this account has signed in just before.
    """
    page = visitor.open(path)
    give_password(page, account)
    if account.has_second_factor:
        give_code(page, account, again=again)
    expect(page).to_have_url(f"{visitor.site}{path}")
    return page


def signed_in(visitor: Visitor, account: DemoAccount, path: str) -> Page:
    """Open a page that needs an account in a browser in which somebody has signed in: for tests of what comes after."""
    user = User.objects.get(email=account.email)
    kept = browser_of(user, second_factor=account.has_second_factor).cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": kept.key, "value": kept.value, "url": visitor.site}])
    page = visitor.open(path)
    expect(page).to_have_url(f"{visitor.site}{path}")
    return page


def give_password(page: Page, account: DemoAccount) -> None:
    """The first step of signing in."""
    page.get_by_label("E-mail").fill(account.email)
    page.get_by_label("Password").fill(password_for(account.email))
    page.get_by_role("button", name="Sign in").click()


def give_code(page: Page, account: DemoAccount, *, again: bool = False) -> None:
    """The second step of signing in; `again` by the code that follows, since that of now was typed just before."""
    ahead = timedelta(seconds=PERIOD_SECONDS if again else 0)
    code = one_time_code(totp_secret_for(account.email), datetime.now(tz=UTC) + ahead)
    page.get_by_label("Code").fill(code.digits)
    page.get_by_role("button", name="Sign in").click()


def answer(page: Page, *, text: str, everyone: bool | None) -> None:
    """On a concern's page, answer it; `everyone` is None where the form does not ask who may read it."""
    page.get_by_label("Your answer").fill(text)
    page.get_by_label("Answered", exact=True).check()
    if everyone is not None:
        page.get_by_label("Everyone who can read the concern" if everyone else "The resident alone").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".timeline")).to_contain_text(text)


def ask(page: Page, question: str) -> None:
    """On the page that asks a resident, ask: the promise stands still, and the page says so."""
    page.get_by_label("Your question").fill(question)
    press_through(page, "Send the question")
    expect(page.get_by_text("The promise stands still until they reply.")).to_be_visible()


def reply(page: Page, text: str) -> None:
    """On one's own story, reply to what was asked."""
    page.get_by_label("Your reply").fill(text)
    press_through_in(page, "reply", "Send")
    expect(page.get_by_text("Sent to those who answer.")).to_be_visible()


def say_partly(page: Page, why: str) -> None:
    """On one's own story, say that the answer helped partly."""
    page.get_by_label("Partly", exact=True).check()
    page.get_by_label("Why?").fill(why)
    press_through_in(page, "feedback", "Send")
    expect(page.get_by_text("Thank you. Those who answered see what you said.")).to_be_visible()


def reopen(page: Page, missing: str) -> None:
    """On one's own story, open it again."""
    page.get_by_label("What is still missing?").fill(missing)
    press_through(page, "Ask for a new answer")
    expect(page.get_by_text("Opened again.")).to_be_visible()


def publish(page: Page, *, subject: str, look: Callable[[], None] = lambda: None) -> None:
    """From the moderator's list, let everyone read a concern and see its photos; `look` at the page before."""
    with page.expect_navigation():
        page.get_by_role("link", name=subject).click()
    look()
    page.get_by_label("Yes: show it on the ward's page").check()
    for photo in page.get_by_role("checkbox", name="Photo").all():
        photo.check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided. The resident is told.")).to_be_visible()


def follow_reference(visitor: Visitor, reference: str) -> Page:
    """Type a reference where references are followed."""
    page = visitor.open("/track/")
    give_reference(page, reference)
    return page


def give_reference(page: Page, reference: str) -> None:
    """Type a reference into the form that asks for one."""
    page.get_by_label("Your reference").fill(reference)
    press_through(page, "Continue")


def prove_address(page: Page, email: str) -> None:
    """Show that a case is one's own, by the code that is sent to the address it was given with."""
    page.get_by_label("The telephone number or e-mail address that you gave").fill(email)
    press_through(page, "Send me a code")
    page.get_by_label("The code that we sent").fill(code_sent_to(email))
    press_through(page, "Continue")


def code_sent_to(email: str) -> str:
    """The code in the last message that brought one to an address."""
    return re.search(r"\b\d{6}\b", message_to(email, "your code").body)[0]
