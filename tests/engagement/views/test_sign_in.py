"""Signing in: a password alone opens neither the workspace nor the desk."""

import re
import time
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.form_notices import SIGN_UP
from engagement.middleware import SecondFactorMiddleware
from engagement.models import Notification, User
from engagement.second_factor import LASTS
from engagement.services.notifications import deliver_notifications
from tests.engagement.cast import NOW, Cast, make_assistant, make_user
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


def sign_in(user: User, then: str = "") -> tuple[Client, str]:
    """Type address and password. Returns the browser and where it is led."""
    prove_address(user)
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD, "next": then})
    return client, answer["Location"]


def app_code(secret: str, ago: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def test_whoever_helps_in_a_councillors_office_lands_at_the_desk(cast: Cast) -> None:
    assistant = make_assistant(cast.councillor)
    secret = set_up_second_factor(assistant)
    client, then = sign_in(assistant)
    assert client.post(then, {"code": app_code(secret)})["Location"] == "/councillor/"


def test_a_councillor_signs_in_with_password_and_code_and_lands_at_the_desk(cast: Cast) -> None:
    secret = set_up_second_factor(cast.councillor)
    client, then = sign_in(cast.councillor)
    assert then == "/accounts/2fa/authenticate/"
    assert client.get("/councillor/").status_code == 302, "the password alone must not be enough"
    assert client.post(then, {"code": app_code(secret)})["Location"] == "/councillor/"
    assert client.get("/councillor/").status_code == 200


def test_staff_land_in_the_workspace(cast: Cast) -> None:
    secret = set_up_second_factor(cast.moderator)
    client, then = sign_in(cast.moderator)
    assert client.post(then, {"code": app_code(secret)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["/councillor/", "/admin/"])
def test_after_twelve_hours_the_second_factor_is_asked_for_again(cast: Cast, path: str) -> None:
    user = cast.councillor if "councillor" in path else cast.moderator
    secret = set_up_second_factor(user)
    with time_machine.travel(NOW, tick=False) as clock:
        client = browser_of(user)
        clock.shift(LASTS - timedelta(seconds=1))
        assert client.get(path).status_code == 200
        clock.shift(timedelta(seconds=1))
        led_to = client.get(path)["Location"]
        assert led_to.startswith("/accounts/2fa/reauthenticate/")
        assert client.post(led_to, {"code": app_code(secret), "next": path})["Location"] == path
        assert client.get(path).status_code == 200


def test_a_wrong_code_signs_nobody_in(cast: Cast) -> None:
    set_up_second_factor(cast.moderator)
    client, then = sign_in(cast.moderator)
    assert client.post(then, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302


def test_a_resident_lands_at_their_cases(cast: Cast) -> None:
    client, then = sign_in(make_user("resident"))
    assert then == "/my/"
    assert client.get(then).status_code == 200


def test_who_came_for_one_page_is_led_there_after_signing_in(cast: Cast) -> None:
    secret = set_up_second_factor(cast.councillor)
    wanted = "/councillor/cases/KH-7F3K-92Q8/"
    led_to = Client().get(wanted)["Location"]
    assert unquote(led_to) == f"/accounts/login/?next={wanted}"
    client, then = sign_in(cast.councillor, then=wanted)
    assert client.post(then, {"code": app_code(secret)})["Location"] == wanted


@pytest.mark.parametrize("path", ["/councillor/", "/admin/", "/admin/pages/", "/admin/moderation/"])
def test_staff_without_a_second_factor_are_led_to_set_it_up(cast: Cast, path: str) -> None:
    user = cast.councillor if "councillor" in path else cast.moderator
    client = browser_of(user, second_factor=False)
    assert client.get(path)["Location"].split("?")[0].endswith("/accounts/2fa/totp/activate/")
    assert client.post(path)["Location"].split("?")[0].endswith("/accounts/2fa/totp/activate/")


@pytest.mark.parametrize("path", ["/councillor/", "/admin/"])
def test_a_session_that_has_not_shown_the_second_factor_is_asked_for_it(cast: Cast, path: str) -> None:
    user = cast.councillor if "councillor" in path else cast.moderator
    secret = set_up_second_factor(user)
    client = browser_of(user, second_factor=False)
    led_to = client.get(path)["Location"]
    assert led_to.split("?")[0] == "/accounts/2fa/reauthenticate/"
    assert client.post(led_to, {"code": app_code(secret), "next": path})["Location"] == path
    assert client.get(path).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_second_factor_opens_the_desk_at_once(cast: Cast) -> None:
    client, then = sign_in(cast.councillor)
    assert then == "/councillor/"
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert "Go to my work" in client.get(answer["Location"]).content.decode()
    assert client.get("/councillor/").status_code == 200


def test_anothers_second_factor_counts_for_nobody_else(cast: Cast) -> None:
    client = browser_of(cast.moderator)
    assert client.get("/admin/").status_code == 200
    session = client.session
    session["account_authentication_methods_user"] = str(cast.councillor.pk)
    session.save()
    assert client.get("/admin/").status_code == 302


def test_the_secret_of_a_second_factor_lies_encrypted(cast: Cast) -> None:
    secret = set_up_second_factor(cast.councillor)
    assert secret not in str(Authenticator.objects.get().data)


@pytest.fixture
def superuser() -> User:
    user = User.objects.create_superuser("root@example.org", PASSWORD)
    prove_address(user)
    return user


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/?next=/admin/pages/"])
def test_wagtails_own_sign_in_takes_no_password(superuser: User, path: str) -> None:
    client = Client()
    answer = client.post(path, {"username": superuser.email, "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/login/?next=%2Fadmin%2F")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/admin/password_reset/complete/",
    ],
)
def test_wagtails_own_password_reset_sends_and_sets_nothing(superuser: User, path: str) -> None:
    before = superuser.password
    answer = Client().post(path, {"email": superuser.email, "new_password1": "x", "new_password2": "x"})
    assert answer["Location"] == "/accounts/password/reset/"
    superuser.refresh_from_db()
    assert superuser.password == before
    assert not Notification.objects.exists()


def test_a_reset_password_does_not_get_round_the_second_factor(cast: Cast) -> None:
    set_up_second_factor(cast.moderator)
    prove_address(cast.moderator)
    client = Client()
    client.post("/accounts/password/reset/", {"email": cast.moderator.email})
    deliver_notifications(at=timezone.now())
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    led_to = client.get(link)["Location"]
    client.post(led_to, {"password1": "another long password", "password2": "another long password"})
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/moderation/", "/admin/no-such-page/"])
def test_residents_have_no_business_in_the_workspace(path: str) -> None:
    assert browser_of(make_user("resident")).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/councillor/", "/councillor/map/", "/councillor/cases/KH-7F3K-92Q8/"])
def test_residents_are_told_that_there_is_no_desk_of_theirs_before_any_second_factor(cast: Cast, path: str) -> None:
    answer = browser_of(make_user("resident"), second_factor=False).get(path)
    assert answer.status_code == 403
    assert "You may not open this page" in answer.content.decode()
    assert browser_of(make_assistant(cast.councillor), second_factor=False).get(path).status_code == 302


def test_signing_out_ends_it(cast: Cast) -> None:
    client = browser_of(cast.councillor)
    assert client.get("/councillor/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/councillor/").status_code == 302


def test_signing_out_of_the_workspace_ends_it(cast: Cast) -> None:
    client = browser_of(cast.moderator)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def code_in_mail() -> str:
    """The code that came last."""
    deliver_notifications(at=timezone.now())
    return re.search(r"Your code to sign in is (\S+)", mail.outbox[-1].body)[1]


@pytest.mark.parametrize("path", ["/councillor/", "/zu/councillor/", "/zu/councillor/cases/x/", "/admin/", "/admin/x/"])
def test_no_language_leads_round_the_guard(rf: RequestFactory, path: str) -> None:
    guard = SecondFactorMiddleware(lambda request: HttpResponse("inside"))
    stranger, passer_by = rf.get(path), rf.get("/zu/track/")
    stranger.user = passer_by.user = AnonymousUser()
    assert guard(stranger)["Location"].startswith("/accounts/login/")
    assert guard(passer_by).content == b"inside"


def test_a_code_by_mail_signs_a_resident_in() -> None:
    resident = make_user("resident")
    prove_address(resident)
    client = Client()
    answer = client.post("/accounts/login/code/", {"email": resident.email})
    code = code_in_mail()
    assert client.post(answer["Location"], {"code": code})["Location"] == "/my/"


def test_the_page_for_the_code_does_not_say_that_one_went_to_an_address_without_an_account() -> None:
    known, unknown = make_user("resident").email, "nobody@example.org"
    for email in (known, unknown):
        page = Client().post("/accounts/login/code/", {"email": email}, follow=True).content.decode()
        assert f"If there is an account with {email}, an e-mail with the code is on its way there." in page


def test_a_first_code_by_mail_ends_the_password_that_somebody_else_set() -> None:
    email = "victim@example.org"
    typed = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/signup/", typed | notice_shown(SIGN_UP))
    assert User.objects.get(email=email).check_password(PASSWORD), "there must be something to end"
    owner = Client()
    answer = owner.post("/accounts/login/code/", {"email": email})
    assert owner.post(answer["Location"], {"code": code_in_mail()})["Location"] == "/my/"
    assert owner.get("/my/").status_code == 200, "the owner stays signed in"
    stranger = Client()
    stranger.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert "_auth_user_id" not in stranger.session


def test_a_later_code_by_mail_leaves_the_password() -> None:
    resident = make_user("resident")
    prove_address(resident)
    client = Client()
    answer = client.post("/accounts/login/code/", {"email": resident.email})
    client.post(answer["Location"], {"code": code_in_mail()})
    resident.refresh_from_db()
    assert resident.check_password(PASSWORD)


def test_a_code_by_mail_does_not_replace_the_second_factor(cast: Cast) -> None:
    set_up_second_factor(cast.councillor)
    prove_address(cast.councillor)
    client = Client()
    answer = client.post("/accounts/login/code/", {"email": cast.councillor.email})
    code = code_in_mail()
    assert client.post(answer["Location"], {"code": code})["Location"] == "/accounts/2fa/authenticate/"


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/login/code/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_pages_of_sign_in_stand_in_our_frame_without_words_inside_fields(path: str) -> None:
    page = Client().get(path).content.decode()
    assert 'class="mast"' in page
    assert "placeholder" not in page
    assert "E-mail address" in page


def test_whoever_visits_no_protected_page_costs_no_statement_more(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/track/")
    # Whose host it is; nothing about people.
    asked = [statement["sql"] for statement in captured]
    assert [sql for sql in asked if "wagtailcore_site" not in sql and "wards_municipality" not in sql] == []
    assert len(asked) <= 2


@pytest.mark.parametrize("path", ["/_util/login/", "/zu/_util/login/", "/admin/login/", "/zu/admin/login/"])
def test_no_page_signs_in_by_a_password_alone(cast: Cast, path: str) -> None:
    set_up_second_factor(cast.moderator)
    client = Client()
    client.post(path, {"username": cast.moderator.email, "login": cast.moderator.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/email/"])
def test_a_session_without_the_factor_cannot_take_it_away(cast: Cast, path: str) -> None:
    set_up_second_factor(cast.moderator)
    answer = browser_of(cast.moderator, second_factor=False).post(path)
    assert answer["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert Authenticator.objects.filter(user=cast.moderator, type=Authenticator.Type.TOTP).exists()


def test_a_first_factor_can_be_set_up(cast: Cast) -> None:
    answer = browser_of(cast.moderator, second_factor=False).get("/accounts/2fa/totp/activate/")
    assert "/accounts/2fa/reauthenticate/" not in answer.get("Location", "")


@pytest.mark.parametrize("who", ["councillor", "speaker", "moderator"])
def test_a_password_alone_opens_no_case_of_ones_work(cast: Cast, who: str) -> None:
    user = getattr(cast, who)
    with time_machine.travel(NOW, tick=False):
        address = f"/track/{cast.confirmed(is_public=True).reference}/"
        assert browser_of(user).get(address).status_code == 200, "there must be something to leak"
        assert browser_of(user, second_factor=False).get(address).status_code == 302


def test_no_link_signs_staff_out(cast: Cast) -> None:
    browser = browser_of(cast.moderator)
    assert browser.get("/admin/logout/")["Location"] == "/accounts/logout/"
    assert browser.get("/admin/").status_code == 200
    browser.post("/admin/logout/")
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/_util/login/", "/zu/_util/login/", "/admin/login/", "/zu/admin/login/"])
def test_old_addresses_of_sign_in_lead_to_the_one(method: str, path: str) -> None:
    answer = getattr(Client(), method)(path)
    assert answer.status_code in (301, 302)
    assert "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path", ["/django-admin/", "/django-admin/login/", "/zu/django-admin/", "/login/", "/admin-login/"]
)
def test_there_is_no_other_sign_in(cast: Cast, method: str, path: str) -> None:
    assert getattr(Client(), method)(path).status_code in (404, 405)


@pytest.mark.parametrize("path", ["/accounts/login/", "/zu/accounts/login/", "/zu/accounts/password/reset/"])
def test_sign_in_speaks_each_language(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_an_account_keeps_what_was_said_of_its_data() -> None:
    typed = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/signup/", typed)
    assert not User.objects.exists(), "nobody knows what was shown"
    Client().post("/accounts/signup/", typed | notice_shown(SIGN_UP))
    assert User.objects.get().privacy_notice.form == SIGN_UP
