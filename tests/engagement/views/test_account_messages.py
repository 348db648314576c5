"""Messages about signing in go by the outbox: in our words, and without making a page wait for a mail server."""

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from engagement.channels.email import render
from engagement.enums import NotificationState
from engagement.form_notices import SIGN_UP
from engagement.models import Notification, User
from engagement.services.account_messages import TEMPLATES
from engagement.services.notifications import deliver_notifications
from tests.engagement.cast import make_user
from tests.engagement.mailserver import mail_server
from tests.engagement.sessions import prove_address
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def resident() -> User:
    user = make_user("resident")
    prove_address(user)
    return user


@pytest.fixture
def silent_server(settings: Any) -> Iterator[socket.socket]:
    """A mail server that takes no call: whoever calls it waits."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        settings.EMAIL_TIMEOUT = 1
        yield listening


def test_a_page_of_sign_in_calls_no_mail_server(resident: User, silent_server: socket.socket) -> None:
    answer = Client().post("/accounts/login/code/", {"email": resident.email})
    assert answer["Location"] == "/accounts/login/code/confirm/"
    with pytest.raises(BlockingIOError):
        silent_server.accept()
    assert Notification.objects.get().state == NotificationState.WAITING


def test_once_the_server_is_back_the_code_goes_out_and_signs_in(
    resident: User, silent_server: socket.socket, settings: Any
) -> None:
    client = Client()
    then = client.post("/accounts/login/code/", {"email": resident.email})["Location"]
    assert deliver_notifications(at=timezone.now()).waiting == 1
    silent_server.accept()
    with mail_server() as (desk, settings.EMAIL_HOST, settings.EMAIL_PORT):
        assert deliver_notifications(at=Notification.objects.get().next_try_at).sent == 1
        [message] = desk.accepted
    code = re.search(r"Your code to sign in is (\S+)", message.get_payload(decode=True).decode())[1]
    assert message["Subject"] == "Imbizo: your code to sign in"
    assert client.post(then, {"code": code})["Location"] == "/my/"
    assert Notification.objects.get().context is None


@pytest.mark.parametrize(
    ("path", "answers", "template", "leads_to"),
    [
        ("/accounts/login/code/", {"email": "nobody@example.org"}, "account-unknown", "/accounts/signup/"),
        ("/accounts/password/reset/", {"email": "nobody@example.org"}, "account-unknown", "/accounts/signup/"),
        ("/accounts/password/reset/", {"email": "KNOWN"}, "account-password", "/accounts/password/reset/key/"),
        ("/accounts/signup/", {"email": "new@example.org"}, "account-address", "/accounts/confirm-email/"),
        ("/accounts/signup/", {"email": "KNOWN"}, "account-known", "/accounts/password/reset/"),
    ],
)
def test_each_message_says_in_our_words_what_to_do_and_trusts_no_host_of_a_request(
    resident: User, path: str, answers: dict[str, str], template: str, leads_to: str
) -> None:
    email = answers["email"].replace("KNOWN", resident.email)
    Client(headers={"host": "evil.example.com"}).post(
        path, {"email": email, "password1": PASSWORD, "password2": PASSWORD} | notice_shown(SIGN_UP)
    )
    notification = Notification.objects.get()
    assert (notification.template, notification.recipient) == (template, email)
    message = render(notification)
    assert f"{site.WAGTAILADMIN_BASE_URL}{leads_to}" in message.body
    assert "example.com" not in message.body
    assert "evil" not in message.subject
    assert "Hello from" not in message.body


def body_asked_for(host: str, **headers: str) -> str:
    """What a new password's message says that somebody asked for on a host."""
    Client(headers={"host": host, **headers}).post("/zu/accounts/password/reset/", {"email": "nobody@example.org"})
    return render(Notification.objects.last()).body


@pytest.fixture
def khanya(db: None) -> Site:
    return Site.objects.create(hostname="www.khanya.org", port=443, root_page=Page.get_first_root_node())


def test_a_message_leads_to_the_site_on_which_somebody_asked(khanya: Site) -> None:
    for host in ("www.khanya.org", "WWW.KHANYA.ORG", "www.khanya.org:8443"):
        body = body_asked_for(host)
        assert "https://www.khanya.org/zu/accounts/signup/" in body
        assert "8443" not in body


def test_a_message_leads_to_a_host_that_the_settings_name(khanya: Site, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["www.khanya.org", "imbizo.example.org", ".example.net"]
    settings.WAGTAILADMIN_BASE_URL = "https://www.imbizo.example"
    assert "https://imbizo.example.org/zu/accounts/signup/" in body_asked_for("imbizo.example.org:81")
    # One of many names that a pattern allows is nobody's in particular.
    assert "https://www.imbizo.example/zu/accounts/signup/" in body_asked_for("other.example.net")


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example.com"},
        {"host": "www.khanya.org.evil.example.com"},
        {"host": "www.khanya.org", "x-forwarded-host": "evil.example.com"},
    ],
)
def test_no_header_puts_a_host_into_a_message(khanya: Site, headers: dict[str, str]) -> None:
    body = body_asked_for(**headers)
    assert "/accounts/signup/" in body
    assert "evil" not in body


def test_no_code_stands_in_a_subject(resident: User) -> None:
    Client().post("/accounts/login/code/", {"email": resident.email})
    message = render(Notification.objects.get())
    assert re.search(r"sign in is (\S+)", message.body)[1] not in message.subject


def test_every_message_has_words() -> None:
    for template in set(TEMPLATES.values()):
        context = '{"code": "ABCD", "activate_url": "/a", "password_reset_url": "/b", "signup_url": "/c"}'
        message = render(Notification(template=template, recipient="a@example.org", language="en", context=context))
        assert message.subject.startswith("Imbizo: ")
        assert len(message.body) > 80
