"""The story of the house: a resident writes to the councillor, who answers, and the resident sees it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR, MODERATOR
from cms.models import DemoMessage
from engagement.models import Case
from tests.browser.steps import (
    PHOTO,
    WORDS,
    answer,
    answer_questions,
    answer_what,
    confirm_address,
    follow_reference,
    message_to,
    press_through,
    prove_address,
    publish,
    raise_issue,
    sign_in,
)
from tests.browser.visitor import DESK, Visitor

MakeVisitor = Callable[..., Visitor]
with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])


@with_and_without_javascript
def test_a_public_concern_is_answered_published_and_read_by_its_reference(
    new_visitor: MakeVisitor, script: bool
) -> None:
    subject, email = f"Lights out, script {script}", f"public{script}@example.org".lower()
    resident = new_visitor(java_script_enabled=script)
    page = resident.open("/wards/ZZ001-003/")
    page.get_by_role("link", name="Raise an issue").first.click()
    reference = raise_issue(page, subject=subject, email=email, everyone=True)
    confirm_address(resident, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)

    stranger = new_visitor(java_script_enabled=script)
    follow_reference(stranger, reference)
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text("Show that it is yours")

    desk = sign_in(new_visitor(java_script_enabled=script), COUNCILLOR, "/councillor/")
    desk.get_by_role("link", name=subject).click()
    answer(desk, text="The crew comes on Tuesday.", everyone=True)
    assert message_to(email, "there is an answer")
    moderation = sign_in(new_visitor(java_script_enabled=script, viewport=DESK), MODERATOR, "/admin/moderation/")
    publish(moderation, subject=subject)

    follow_reference(stranger, reference)
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(stranger.page.locator(".timeline")).to_contain_text("The crew comes on Tuesday.")
    assert email not in stranger.page.content()


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


@with_and_without_javascript
def test_a_place_and_a_photo_go_along_and_the_phone_works_while_its_owner_reads(
    new_visitor: MakeVisitor, script: bool
) -> None:
    resident = new_visitor(java_script_enabled=script)
    page = resident.open("/wards/ZZ001-003/raise/")
    answer_what(page, subject=f"With a photo, script {script}")
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
    press_through(page, "Continue")
    photo = page.get_by_label("Add photos")
    photo.set_input_files(PHOTO)
    if script:
        page.wait_for_function(f"document.querySelector('[data-shrink]').files[0].size < {len(PHOTO['buffer'])}")
    press_through(page, "Add them")
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    press_through(page, "Continue")
    page.get_by_label("The councillor and the staff").check()
    press_through(page, "Continue")
    page.get_by_label("Your telephone number or e-mail address").fill(f"photo{script}@example.org".lower())
    press_through(page, "Continue")
    expect(page.get_by_text("Marked on the map")).to_be_visible()
    if script:
        expect(page.locator("input[name=proof]")).not_to_have_value("", timeout=20_000)
    press_through(page, "Send")
    case = Case.objects.get(reference=page.locator(".reference").inner_text())
    assert case.point is not None
    assert case.photos.get().width == 1600


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
    cache.clear()  # a code of the app counts once, and the next one is half a minute away
    sign_in(councillor, COUNCILLOR, address)
    expect(desk.get_by_text("Your answer was kept, and is not sent yet.")).to_be_visible()
    expect(desk.get_by_label("Your answer")).to_have_value("The crew comes on Thursday.")
