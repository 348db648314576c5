"""An account with a mobile number: signing in by a texted code, or by number and password."""

import re
from typing import Any

import pytest
from allauth.account import app_settings as account_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagement.enums import Channel
from engagement.models import AccountPhone, Notification, User
from engagement.queries.people import has_proven
from engagement.rules.contacts import by_phone
from engagement.services.notifications import deliver_notifications
from engagement.services.people import claim_account
from engagement.services.phones import PhoneTakenError, prove_phone
from tests.engagement.cast import NOW, make_user
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor
from tests.engagement.smsserver import Provider

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
TYPED, NUMBER, SHOWN = "082 555 0123", "+27825550123", "+27 82 555 0123"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def palesa(db: None) -> User:
    user = make_user("resident")
    prove_address(user)
    return user


def just_signed_in(user: User) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


def the_code(provider: Provider) -> str:
    deliver_notifications(at=timezone.now())
    return re.match(r"\d{6}\b", provider.texts_to(NUMBER)[-1])[0]


def test_a_number_is_added_once_its_phone_shows_the_code(palesa: User, provider: Provider) -> None:
    browser = just_signed_in(palesa)
    assert browser.post("/accounts/phone/change/", {"phone": TYPED})["Location"] == "/accounts/phone/verify/"
    assert not AccountPhone.objects.exists(), "typing a number proves nothing"
    page = browser.post("/accounts/phone/verify/", {"code": "no"}).content.decode()
    assert "That is not the code" in page
    page = browser.post("/accounts/phone/verify/", {"code": the_code(provider)}, follow=True).content.decode()
    assert f"You can sign in with {SHOWN} now." in page
    assert AccountPhone.objects.get().user == palesa
    assert has_proven(palesa, by_phone(NUMBER))


def test_the_number_lies_encrypted(palesa: User) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_index FROM engagement_accountphone")
        assert "5550123" not in " ".join(cursor.fetchone())
    assert NUMBER not in str(AccountPhone.objects.get())


def test_a_texted_code_signs_in(palesa: User, provider: Provider) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    browser = Client()
    page = browser.post("/accounts/login/code/", {"email": TYPED}, follow=True).content.decode()
    assert f"If an account signs in with {SHOWN}" in page
    signed_in = browser.post("/accounts/login/code/confirm/", {"code": the_code(provider)})
    assert signed_in["Location"] == "/my/"
    assert browser.get("/my/").status_code == 200


def test_a_wrong_code_signs_nobody_in(palesa: User, provider: Provider) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    browser = Client()
    browser.post("/accounts/login/code/", {"email": TYPED})
    assert browser.post("/accounts/login/code/confirm/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in browser.session


def test_number_and_password_sign_in(palesa: User) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    signed_in = Client().post("/accounts/login/", {"login": TYPED, "password": PASSWORD})
    assert signed_in["Location"] == "/my/"
    page = Client().post("/accounts/login/", {"login": TYPED, "password": "not this one"}).content.decode()
    assert "The number or the password is wrong." in page


def test_staff_show_their_second_step_after_a_texted_code_too(palesa: User, provider: Provider) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    set_up_second_factor(palesa)
    browser = Client()
    browser.post("/accounts/login/code/", {"email": TYPED})
    answer = browser.post("/accounts/login/code/confirm/", {"code": the_code(provider)})
    assert answer["Location"] == "/accounts/2fa/authenticate/"


def test_the_page_does_not_tell_whether_an_account_has_a_number(palesa: User, provider: Provider) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    pages = []
    for typed in (TYPED, "082 555 0199"):
        browser = Client()
        answer = browser.post("/accounts/login/code/", {"email": typed}, follow=True)
        shown = answer.content.decode().replace("+27 82 555 0199", SHOWN)
        pages.append(re.sub(r'value="[^"]+"', "", shown))
    assert pages[0] == pages[1]
    deliver_notifications(at=timezone.now())
    assert len(provider.accepted) == 1, "a text to whoever has the other number would cost money"


def test_codes_for_one_number_are_counted_whether_or_not_it_has_an_account(palesa: User) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    for typed in (TYPED, "082 555 0199"):
        answers = [Client().post("/accounts/login/code/", {"email": typed}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
        assert "too often" in answers[-1].content.decode()
    assert Notification.objects.filter(channel=Channel.SMS).count() == 3
    assert "text_code" in account_settings.RATE_LIMITS


def test_adding_a_number_is_counted_with_them(palesa: User) -> None:
    browser = just_signed_in(palesa)
    answers = [browser.post("/accounts/phone/change/", {"phone": TYPED}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "That was too often" in answers[-1].content.decode()


def test_a_number_opens_one_account(palesa: User, provider: Provider) -> None:
    thabo = make_user("thabo")
    prove_phone(user=thabo, number=NUMBER, at=NOW)
    browser = just_signed_in(palesa)
    assert browser.post("/accounts/phone/change/", {"phone": TYPED}).status_code == 302, "who has it is not told"
    page = browser.post("/accounts/phone/verify/", {"code": the_code(provider)}).content.decode()
    assert "Another account signs in with this number." in page
    assert AccountPhone.objects.get().user == thabo
    with pytest.raises(PhoneTakenError):
        prove_phone(user=palesa, number=NUMBER, at=NOW)


def test_a_number_is_changed_and_given_up(palesa: User) -> None:
    prove_phone(user=palesa, number="+27825550199", at=NOW)
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    assert AccountPhone.objects.get().phone == NUMBER
    browser = just_signed_in(palesa)
    assert SHOWN in browser.get("/accounts/phone/change/").content.decode()
    same = browser.post("/accounts/phone/change/", {"phone": TYPED}).content.decode()
    assert "You sign in with this number already." in same
    assert browser.get("/accounts/phone/remove/").status_code == 405
    page = browser.post("/accounts/phone/remove/", follow=True).content.decode()
    assert "The number is removed." in page
    assert not AccountPhone.objects.exists()
    assert Client().post("/accounts/phone/remove/")["Location"].startswith("/accounts/login/")


def test_a_new_key_of_the_index_still_finds_the_number(palesa: User, settings: Any) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    settings.BLIND_INDEX_KEYS = ["a new key of this test alone", *settings.BLIND_INDEX_KEYS]
    assert AccountPhone.objects.of_number(NUMBER).get().user == palesa
    with pytest.raises(PhoneTakenError):
        prove_phone(user=make_user("thabo"), number=NUMBER, at=NOW)


def test_whoever_is_appointed_begins_without_the_number_of_before(palesa: User) -> None:
    prove_phone(user=palesa, number=NUMBER, at=NOW)
    claim_account(email=palesa.email)
    assert not AccountPhone.objects.exists()


@pytest.mark.parametrize("path", ["/accounts/phone/change/", "/accounts/phone/remove/"])
def test_the_number_is_a_key_that_the_second_step_guards(palesa: User, path: str) -> None:
    set_up_second_factor(palesa)
    browser = browser_of(palesa, second_factor=False)
    assert browser.post(path)["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_without_a_provider_no_number_is_asked_for(settings: Any) -> None:
    settings.SMS_URL = ""
    settings.ACCOUNT_LOGIN_METHODS = {"email"}
    for path in ("/accounts/login/", "/accounts/login/code/"):
        page = Client().get(path).content.decode()
        assert "E-mail address" in page
        assert "number" not in page.split("<main")[1].split("<footer")[0]
    refused = Client().post("/accounts/login/code/", {"email": TYPED}).content.decode()
    assert "like name@example.org" in refused


def test_signing_up_asks_for_an_address_and_no_number() -> None:
    assert "phone" not in Client().get("/accounts/signup/").context["form"].fields
