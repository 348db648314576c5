"""Adding a passkey, and signing in with nothing else, in a browser with a device that makes them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from engagement.models import User
from tests.browser.accessibility import barriers
from tests.browser.steps import press_through
from tests.browser.visitor import Visitor
from tests.engagement.sessions import prove_address

EMAIL, PASSWORD = "passkey@example.org", "a long enough password"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def owner(new_visitor: Callable[..., Visitor], site: str) -> Iterator[Visitor]:
    """Somebody with an account, whose phone makes passkeys; the site is reached by a name, as passkeys want it."""
    user = User.objects.create_user(EMAIL, PASSWORD)
    prove_address(user)
    visitor = new_visitor()
    visitor.site = site.replace("127.0.0.1", "localhost")
    phone = visitor.context.new_cdp_session(visitor.page)
    phone.send("WebAuthn.enable")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield visitor
    user.delete()


def add_passkey(visitor: Visitor) -> Page:
    page = visitor.open("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("E-mail address or mobile number").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    press_through(page, "Sign in")
    expect(page.get_by_text("This browser cannot use passkeys here.")).to_be_hidden()
    assert barriers(page) == []
    page.get_by_label("What you call it").fill("My blue phone")
    press_through(page, "Add a passkey")
    return page


def test_a_passkey_is_added_and_signs_in_alone(owner: Visitor) -> None:
    page = add_passkey(owner)
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    owner.open("/accounts/2fa/webauthn/")
    expect(page.get_by_role("heading", name="My blue phone")).to_be_visible()
    assert barriers(page) == []

    owner.open("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    owner.open("/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{owner.site}/accounts/2fa/")
    expect(page.get_by_text("1 passkey opens this account")).to_be_visible()
    assert barriers(page) == []


def test_the_passkey_is_the_second_step_after_the_password(owner: Visitor) -> None:
    page = add_passkey(owner)
    owner.context.clear_cookies()
    owner.open("/accounts/login/")
    page.get_by_label("E-mail address or mobile number").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    press_through(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    assert barriers(page) == []
    page.get_by_role("button", name="Use my passkey").click()
    expect(page).to_have_url(f"{owner.site}/my/")


def test_what_is_stopped_says_so_and_can_be_tried_again(owner: Visitor) -> None:
    page = owner.open("/accounts/login/")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('stopped')); }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work, or it was stopped.")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_enabled()


def test_without_javascript_no_button_promises_what_it_cannot_do(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(java_script_enabled=False)
    page = visitor.open("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
