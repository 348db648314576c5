"""Passkeys: a second step beside a password, and both steps alone where the device asks who holds it."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from engagement.models import User
from engagement.second_factor import LASTS
from tests.engagement.cast import NOW, Cast, make_user
from tests.engagement.passkey import Passkey, add_passkey, sign_in_with
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


def just_signed_in(user: User) -> Client:
    """By address and password, some seconds ago."""
    prove_address(user)
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


def with_passkey(user: User) -> Passkey:
    return add_passkey(just_signed_in(user))


def show(browser: Client, page: str, passkey: Passkey, **then: str) -> str:
    options = browser.get(page).context["js_data"]["request_options"]
    answer = browser.post(page, {"credential": json.dumps(passkey.show(options))} | then)
    return answer.get("Location", "")


def test_a_passkey_alone_signs_a_councillor_in_and_opens_the_desk(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    browser, then = sign_in_with(passkey)
    assert then == "/councillor/"
    assert browser.get("/councillor/").status_code == 200


def test_a_passkey_leads_where_its_owner_wanted_to_go(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    _browser, then = sign_in_with(passkey, next="/councillor/guide/")
    assert then == "/councillor/guide/"


def test_a_phone_that_does_not_ask_who_holds_it_is_no_way_in_alone(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    passkey.is_unlocked = False
    browser, then = sign_in_with(passkey)
    assert then == "/accounts/login/"
    assert "_auth_user_id" not in browser.session
    assert "That is not the code" in browser.get(then).content.decode()


def test_such_a_phone_is_a_second_step_beside_the_password(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    passkey.is_unlocked = False
    browser = just_signed_in(cast.councillor)
    assert browser.get("/councillor/").status_code == 302, "the password alone must not be enough"
    assert show(browser, "/accounts/2fa/authenticate/", passkey) == "/councillor/"
    assert browser.get("/councillor/").status_code == 200


def test_setting_it_up_opens_the_desk_at_once_and_gives_recovery_codes(cast: Cast) -> None:
    browser = just_signed_in(cast.councillor)
    add_passkey(browser)
    assert browser.get("/councillor/").status_code == 200
    assert Authenticator.objects.filter(user=cast.councillor, type=Authenticator.Type.RECOVERY_CODES).exists()


def test_after_twelve_hours_the_passkey_is_asked_for_again(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        passkey = with_passkey(cast.councillor)
        browser, _then = sign_in_with(passkey)
        clock.shift(LASTS + timedelta(seconds=1))
        led_to = browser.get("/councillor/")["Location"]
        assert led_to == "/accounts/2fa/webauthn/reauthenticate/?next=%2Fcouncillor%2F"
        assert show(browser, led_to, passkey, next="/councillor/") == "/councillor/"
        assert browser.get("/councillor/").status_code == 200


def test_anothers_passkey_opens_nothing(cast: Cast) -> None:
    with_passkey(cast.councillor)
    others = with_passkey(cast.other_councillor)
    browser = just_signed_in(cast.councillor)
    assert show(browser, "/accounts/2fa/authenticate/", others) == ""
    assert browser.get("/councillor/").status_code == 302


def test_a_passkey_is_of_no_use_to_another_site(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    passkey.origin = "https://testserver.example.org"
    _browser, then = sign_in_with(passkey)
    assert then == "/accounts/login/"


def test_what_was_shown_once_cannot_be_shown_again(cast: Cast) -> None:
    passkey = with_passkey(cast.councillor)
    browser = Client()
    said = browser.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    answer = {"credential": json.dumps(passkey.show(said["request_options"]))}
    assert browser.post("/accounts/2fa/webauthn/login/", answer)["Location"] == "/councillor/"
    assert Client().post("/accounts/2fa/webauthn/login/", answer)["Location"] == "/accounts/login/"


@pytest.mark.parametrize("credential", ["", "{}", "3", "[]", '{"response": {"userHandle": "ß"}}'])
def test_what_is_no_passkey_breaks_nothing(db: None, credential: str) -> None:
    assert Client().post("/accounts/2fa/webauthn/login/", {"credential": credential}).status_code == 302


def test_who_has_a_second_step_shows_it_before_adding_a_passkey(cast: Cast) -> None:
    set_up_second_factor(cast.councillor)
    browser = browser_of(cast.councillor, second_factor=False)
    assert browser.get("/accounts/2fa/webauthn/add/")["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert browser_of(cast.councillor).get("/accounts/2fa/").status_code == 200


def test_a_passkey_is_named_renamed_and_removed(cast: Cast) -> None:
    browser = just_signed_in(cast.councillor)
    add_passkey(browser, name="")
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert key.wrap().name == "My passkey"
    assert browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": "Blue phone"}).status_code == 302
    assert "Blue phone" in browser.get("/accounts/2fa/webauthn/").content.decode()
    page = browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/", follow=True).content.decode()
    assert "The passkey is removed." in page
    assert not Authenticator.objects.filter(user=cast.councillor).exists(), "codes that stand in for it go with it"


def test_anothers_passkey_has_no_page(cast: Cast) -> None:
    with_passkey(cast.councillor)
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    browser = just_signed_in(make_user("resident"))
    for step in ("edit", "remove"):
        assert browser.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{step}/").status_code == 404


def test_whoever_is_appointed_begins_without_the_passkeys_of_before(cast: Cast) -> None:
    from engagement.services.people import claim_account

    user = make_user("resident")
    with_passkey(user)
    claim_account(email=user.email)
    assert not Authenticator.objects.filter(user=user).exists()
