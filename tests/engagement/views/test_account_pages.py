"""Every account page speaks our words: none of allauth's sentences reaches a person."""

import ast
import html
import re
import time
from collections.abc import Callable
from pathlib import Path

import allauth
import allauth.urls
import pytest
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, resolve, reverse
from django.utils import timezone

from engagement.adapters import AccountAdapter, SecondFactorAdapter
from engagement.form_notices import SIGN_UP
from engagement.models import User
from engagement.services.phones import prove_phone
from tests.engagement.cast import make_user
from tests.engagement.passkey import add_passkey
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db

ALLAUTH = Path(allauth.__file__).parent
PASSWORD = "a long enough password"
MSGID = r'(?m)^msgid(?:_plural)? ((?:".*"(?:\n(?="))?)+)'


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


def somebody() -> User:
    user = make_user("resident")
    prove_address(user)
    return user


def get(name: str, *args: str, client: Client | None = None) -> HttpResponse:
    return (client or Client()).get(reverse(name, args=args), follow=True)


def as_somebody(name: str) -> HttpResponse:
    return get(name, client=browser_of(somebody(), second_factor=False))


def as_staff(name: str) -> HttpResponse:
    """Somebody with a second factor and recovery codes, who has just shown both."""
    user = somebody()
    set_up_second_factor(user)
    RecoveryCodes.activate(user)
    return get(name, client=browser_of(user))


def just_signed_in(client: Client | None = None) -> HttpResponse:
    """The second step is to be set up, and nothing has to be proved again."""
    client = client or Client()
    client.post("/accounts/login/", {"login": somebody().email, "password": PASSWORD})
    return get("mfa_activate_totp", client=client)


def second_step_set_up(*, wrong: bool = False) -> HttpResponse:
    client = Client()
    secret = just_signed_in(client).context["form"].secret
    code = "no" if wrong else format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)


def recovery_codes_used() -> HttpResponse:
    user = somebody()
    set_up_second_factor(user)
    codes = RecoveryCodes.activate(user)
    for code in codes.get_unused_codes():
        assert codes.validate_code(code)
    client = browser_of(user)
    return get("mfa_view_recovery_codes", client=client)


def halfway(**then: str) -> HttpResponse:
    """The password was right; the second step is asked for."""
    user = somebody()
    set_up_second_factor(user)
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client.post("/accounts/2fa/authenticate/", then) if then else get("mfa_authenticate", client=client)


def without_password() -> HttpResponse:
    user = somebody()
    user.set_unusable_password()
    user.save()
    return get("account_set_password", client=browser_of(user, second_factor=False))


def code_asked_for(**then: str) -> HttpResponse:
    client = Client()
    page = client.post("/accounts/login/code/", {"email": somebody().email}, follow=True)
    return client.post("/accounts/login/code/confirm/", then, follow=True) if then else page


def number_given(**then: str) -> HttpResponse:
    client = Client()
    just_signed_in(client)
    page = client.post("/accounts/phone/change/", {"phone": "082 555 0123"}, follow=True)
    return client.post("/accounts/phone/verify/", then, follow=True) if then else page


def with_number() -> HttpResponse:
    user = somebody()
    prove_phone(user=user, number="+27825550123", at=timezone.now())
    return get("account_change_phone", client=browser_of(user, second_factor=False))


def text_asked_for() -> HttpResponse:
    return Client().post("/accounts/login/code/", {"email": "082 555 0123"}, follow=True)


def with_passkey(name: str, /, **then: str) -> HttpResponse:
    """A page about the one passkey of somebody who has just signed in."""
    client = Client()
    just_signed_in(client)
    add_passkey(client)
    client.get("/accounts/2fa/")  # says that it was added
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    args = [str(key.pk)] if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else []
    address = reverse(name, args=args)
    return client.post(address, then, follow=True) if then else client.get(address, follow=True)


def halfway_with_passkey() -> HttpResponse:
    """The password was right; the passkey is asked for."""
    user = somebody()
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    add_passkey(client)
    return Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)


def reset_link(user: User) -> str:
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def reset_followed(**then: str) -> HttpResponse:
    client = Client()
    page = client.get(reset_link(somebody()), follow=True)
    return client.post(page.request["PATH_INFO"], then, follow=True) if then else page


def reset_used_again() -> HttpResponse:
    user, client = somebody(), Client()
    link = reset_link(user)
    led_to = client.get(link)["Location"]
    client.post(led_to, {"password1": "another long password", "password2": "another long password"})
    return Client().get(link, follow=True)


def confirmation_link() -> str:
    user = make_user("resident")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def confirmed_elsewhere() -> HttpResponse:
    link = confirmation_link()
    EmailAddress.objects.create(user=make_user("another"), email=EmailAddress.objects.get().email, verified=True)
    return Client().get(link)


def login_refused(times: int) -> HttpResponse:
    email, client = somebody().email, Client()
    for _ in range(times):
        page = client.post("/accounts/login/", {"login": email, "password": "not this one"})
    return page


def new_password(first: str, second: str) -> HttpResponse:
    client = browser_of(somebody(), second_factor=False)
    answer = {"oldpassword": PASSWORD, "password1": first, "password2": second}
    return client.post("/accounts/password/change/", answer, follow=True)


def email_told(action: str, verified: bool) -> HttpResponse:
    """What the list of addresses answers about a second one."""
    user = somebody()
    other = EmailAddress.objects.create(user=user, email="other@example.org", verified=verified)
    return browser_of(user, second_factor=False).post(
        "/accounts/email/", {"email": other.email, action: ""}, follow=True
    )


# By the name of the address, and what of it.
PAGES: dict[tuple[str, str], Callable[[], HttpResponse]] = {
    ("account_login", ""): lambda: get("account_login"),
    ("account_login", "nothing typed"): lambda: Client().post("/accounts/login/", {}),
    ("account_login", "wrong password"): lambda: login_refused(1),
    ("account_login", "too often"): lambda: login_refused(6),
    ("account_logout", ""): lambda: as_somebody("account_logout"),
    ("account_logout", "done"): lambda: browser_of(somebody()).post("/accounts/logout/", follow=True),
    ("account_inactive", ""): lambda: get("account_inactive"),
    ("account_signup", ""): lambda: get("account_signup"),
    ("account_signup", "two passwords"): lambda: Client().post(
        "/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": "not the same"}
    ),
    ("account_signup", "done"): lambda: Client().post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD} | notice_shown(SIGN_UP),
        follow=True,
    ),
    ("account_login", "no number"): lambda: Client().post("/accounts/login/", {"login": "0825", "password": PASSWORD}),
    ("account_login", "wrong password for a number"): lambda: Client().post(
        "/accounts/login/", {"login": "082 555 0123", "password": PASSWORD}
    ),
    ("account_change_phone", ""): lambda: as_somebody("account_change_phone"),
    ("account_change_phone", "known"): with_number,
    ("account_change_phone", "no number"): lambda: browser_of(somebody(), second_factor=False).post(
        "/accounts/phone/change/", {"phone": "021 555 0123"}
    ),
    ("account_verify_phone", ""): number_given,
    ("account_verify_phone", "wrong"): lambda: number_given(code="no"),
    ("account_reauthenticate", ""): lambda: as_somebody("account_reauthenticate"),
    ("account_email", ""): lambda: as_somebody("account_email"),
    ("account_email", "made first"): lambda: email_told("action_primary", verified=True),
    ("account_email", "made first too early"): lambda: email_told("action_primary", verified=False),
    ("account_email", "sent"): lambda: email_told("action_send", verified=False),
    ("account_email", "removed"): lambda: email_told("action_remove", verified=True),
    ("account_email_verification_sent", ""): lambda: get("account_email_verification_sent"),
    ("account_change_password", ""): lambda: as_somebody("account_change_password"),
    ("account_change_password", "two passwords"): lambda: new_password(PASSWORD, "not the same"),
    ("account_change_password", "done"): lambda: new_password("another long password", "another long password"),
    ("account_set_password", ""): without_password,
    ("account_reset_password", ""): lambda: get("account_reset_password"),
    ("account_reset_password", "nothing typed"): lambda: Client().post("/accounts/password/reset/", {}),
    ("account_reset_password_done", ""): lambda: get("account_reset_password_done"),
    ("account_reset_password_from_key", ""): reset_followed,
    ("account_reset_password_from_key", "two passwords"): lambda: reset_followed(password1=PASSWORD, password2="no"),
    ("account_reset_password_from_key", "used"): reset_used_again,
    ("account_reset_password_from_key_done", ""): lambda: reset_followed(
        password1="another long password", password2="another long password"
    ),
    ("account_request_login_code", ""): lambda: get("account_request_login_code"),
    ("account_confirm_login_code", ""): code_asked_for,
    ("account_request_login_code", "no contact"): lambda: Client().post("/accounts/login/code/", {"email": "no"}),
    ("account_confirm_login_code", "by text"): text_asked_for,
    ("account_confirm_login_code", "wrong"): lambda: code_asked_for(code="000000"),
    ("account_confirm_login_code", "again"): lambda: code_asked_for(action="resend"),
    ("account_confirm_email", ""): lambda: Client().get(confirmation_link()),
    ("account_confirm_email", "old"): lambda: get("account_confirm_email", "MQ:cut-off"),
    ("account_confirm_email", "another's"): confirmed_elsewhere,
    ("account_confirm_email", "done"): lambda: Client().post(confirmation_link(), follow=True),
    ("mfa_index", ""): lambda: as_staff("mfa_index"),
    ("mfa_authenticate", ""): halfway,
    ("mfa_authenticate", "wrong"): lambda: halfway(code="000000"),
    ("mfa_authenticate", "passkey"): halfway_with_passkey,
    ("mfa_index", "passkey"): lambda: with_passkey("mfa_index"),
    ("mfa_add_webauthn", ""): lambda: with_passkey("mfa_add_webauthn"),
    ("mfa_add_webauthn", "wrong"): lambda: with_passkey("mfa_add_webauthn", credential="{}"),
    ("mfa_list_webauthn", ""): lambda: with_passkey("mfa_list_webauthn"),
    ("mfa_list_webauthn", "none"): lambda: as_somebody("mfa_list_webauthn"),
    ("mfa_edit_webauthn", ""): lambda: with_passkey("mfa_edit_webauthn"),
    ("mfa_edit_webauthn", "nothing typed"): lambda: with_passkey("mfa_edit_webauthn", name=""),
    ("mfa_remove_webauthn", ""): lambda: with_passkey("mfa_remove_webauthn"),
    ("mfa_remove_webauthn", "done"): lambda: with_passkey("mfa_remove_webauthn", yes="yes"),
    ("mfa_reauthenticate_webauthn", ""): lambda: with_passkey("mfa_reauthenticate_webauthn"),
    ("mfa_reauthenticate", ""): lambda: as_staff("mfa_reauthenticate"),
    ("mfa_activate_totp", ""): just_signed_in,
    ("mfa_activate_totp", "wrong"): lambda: second_step_set_up(wrong=True),
    ("mfa_deactivate_totp", ""): lambda: as_staff("mfa_deactivate_totp"),
    ("mfa_view_recovery_codes", ""): lambda: as_staff("mfa_view_recovery_codes"),
    ("mfa_view_recovery_codes", "all used"): recovery_codes_used,
    ("mfa_generate_recovery_codes", ""): lambda: as_staff("mfa_generate_recovery_codes"),
}
NO_PAGE = {"mfa_download_recovery_codes", "mfa_login_webauthn"}
"""A file: one code a line; and what the button for a passkey asks."""


def allauth_sentences() -> set[str]:
    """What allauth says in three words or more, cut at the values that it puts in."""
    catalogue = (ALLAUTH / "locale/pl/LC_MESSAGES/django.po").read_text()
    said = ("".join(map(ast.literal_eval, lines.split("\n"))) for lines in re.findall(MSGID, catalogue))
    parts = {" ".join(part.split()) for text in said for part in re.split(r"%\(\w+\)s|%\w|<[^>]*>|\{\w+\}", text)}
    return {part for part in parts if part.count(" ") >= 2}


def words_of(page: HttpResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    return {
        name
        for pattern in patterns
        for name in ([pattern.name] if isinstance(pattern, URLPattern) else names(pattern.url_patterns))
    }


def test_no_address_is_forgotten() -> None:
    assert names(allauth.urls.urlpatterns) == {name for name, _state in PAGES} | NO_PAGE


@pytest.mark.parametrize(("name", "state"), PAGES)
def test_an_account_page_is_ours(name: str, state: str) -> None:
    page = PAGES[name, state]()
    assert page.status_code == 200
    assert state or resolve(page.request["PATH_INFO"]).url_name == name
    text = page.content.decode()
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert re.search(r"<title>\s*\S.+ - \S", text)
    words = words_of(page)
    assert {said for said in allauth_sentences() if said in words} == set()
    assert "email" not in words.replace("/email", "")
    assert len(re.findall(r'role="status"', text)) <= 1, "one thing is said once"
    drawn_by_allauth = [t for t in page.templates if t.origin and str(ALLAUTH) in str(t.origin.name)]
    assert not [t.name for t in drawn_by_allauth if "base" not in t.name], "allauth's base templates hold no words"


def test_allauth_has_sentences_to_look_for() -> None:
    assert allauth_sentences() >= {
        "Your password is now changed.",
        "Enter Sign-In Code",
        "Please contact us if you have any trouble resetting your password.",
        "Too many failed login attempts. Try again later.",
    }


@pytest.mark.parametrize("kind", ["account", "mfa"])
def test_every_message_that_can_be_shown_is_ours(kind: str) -> None:
    others = {path.name for path in (ALLAUTH / "templates" / kind / "messages").glob("*.txt")}
    ours = {path.name for path in (settings.BASE_DIR / "templates" / kind / "messages").glob("*.txt")}
    assert others - ours == set()


NAMES = {"username_blacklisted", "username_password_mismatch", "username_taken"}
NEVER_SHOWN = {"invalid_password_reset", "invalid_or_expired_key", "unknown_phone"}
"""A link that fails has a page of its own; nobody is told that a number is unknown."""


def test_every_error_that_can_be_shown_is_ours() -> None:
    theirs, ours = DefaultAccountAdapter.error_messages, AccountAdapter.error_messages
    left = {name for name in theirs if ours[name] == theirs[name]}
    assert left == NAMES | NEVER_SHOWN
    for code, text in DefaultMFAAdapter.error_messages.items():
        assert SecondFactorAdapter.error_messages[code] != text


@pytest.mark.parametrize(
    "path",
    ["signup/passkey/", "2fa/webauthn/signup/", "2fa/trust/", "3rdparty/", "sessions/"],
)
def test_what_is_not_offered_has_no_address(path: str) -> None:
    assert Client().get("/accounts/login/").status_code == 200
    assert Client().get(f"/accounts/{path}").status_code == 404


def test_the_pages_tell_how_long_links_and_codes_work(settings) -> None:
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 15 * 60
    assert "It works for 15 minutes." in words_of(code_asked_for())
    assert isinstance(default_token_generator, PasswordResetTokenGenerator), "PASSWORD_RESET_TIMEOUT must count"
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600
    assert "within three days" in words_of(get("account_reset_password_done"))
    assert account_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS == 3
    assert "for three days" in words_of(get("account_email_verification_sent"))
    assert "At least 10 characters" in words_of(get("account_signup"))
    assert {"min_length": 10} in [validator.get("OPTIONS") for validator in settings.AUTH_PASSWORD_VALIDATORS]


def test_a_used_link_leads_to_a_new_one() -> None:
    page = reset_used_again().content.decode()
    assert f'class="btn" href="{reverse("account_reset_password")}"' in page


def test_after_the_new_password_comes_the_sign_in() -> None:
    page = reset_followed(password1="another long password", password2="another long password")
    assert f'class="btn" href="{reverse("account_login")}"' in page.content.decode()


def test_a_code_is_sent_again_twice_at_most() -> None:
    client = Client()
    client.post("/accounts/login/code/", {"email": somebody().email})
    pages = [
        client.post("/accounts/login/code/confirm/", {"action": "resend"}, follow=True).content.decode() for _ in "12"
    ]
    assert ["Send another code" in page for page in pages] == [True, False]
    assert "Another code is on its way" in pages[0]


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_second_step_leads_to_the_first_recovery_codes() -> None:
    page = second_step_set_up()
    assert resolve(page.request["PATH_INFO"]).url_name == "mfa_view_recovery_codes"
    assert len(re.findall(r"<li><code>\w+</code></li>", page.content.decode())) == 10
    assert "The second step is set up." in words_of(page)
    assert "These codes are new" not in words_of(page), "the first codes replace none"


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_say_that_the_old_ones_are_gone() -> None:
    user = somebody()
    set_up_second_factor(user)
    page = browser_of(user).post("/accounts/2fa/recovery-codes/generate/", follow=True)
    assert "These codes are new. Those that you had before no longer work." in words_of(page)


def test_confirming_an_address_says_so_where_it_leads() -> None:
    page = Client().post(confirmation_link(), follow=True)
    assert page.request["PATH_INFO"] == "/accounts/login/"
    assert f"{EmailAddress.objects.get().email} is confirmed." in words_of(page)
