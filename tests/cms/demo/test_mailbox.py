"""The demo's messages stay in the database, whatever the environment says."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.mail import EmailMessage, get_connection, send_mail
from django.db import connection

from cms.models import DemoMessage

pytestmark = pytest.mark.django_db

SEND_FROM_THE_DEMO = """
import django, sys
django.setup()
from django.core.mail import send_mail
from django.db import connection, transaction
from cms.models import DemoMessage
connection.settings_dict["NAME"] = sys.argv[1]
with transaction.atomic():
    send_mail("Hello", "From the demo.", None, ["a@example.org"])
    print(list(DemoMessage.objects.values_list("to", "subject")))
    transaction.set_rollback(True)
"""


class Inbox:
    """What a mail server took in."""

    def __init__(self) -> None:
        self.subjects: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a message in."""
        lines = envelope.content.decode().splitlines()
        self.subjects += [line.removeprefix("Subject: ") for line in lines if line.startswith("Subject: ")]
        return "250 OK"


@pytest.fixture
def gateway() -> Iterator[Controller]:
    """A mail server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def test_a_message_is_kept_once_for_each_person_it_went_to(settings) -> None:
    settings.EMAIL_BACKEND = "cms.demo.mailbox.EmailBackend"
    message = EmailMessage("Hello", "All of you.", to=["a@example.org"], cc=["b@example.org"], bcc=["c@example.org"])
    assert message.send() == 1
    assert set(DemoMessage.objects.values_list("to", "subject", "body")) == {
        (f"{name}@example.org", "Hello", "All of you.") for name in "abc"
    }


def test_with_a_gateway_in_the_environment_the_demo_still_uses_the_mailbox(gateway: Controller) -> None:
    smtp = get_connection("django.core.mail.backends.smtp.EmailBackend", host=gateway.hostname, port=gateway.port)
    send_mail("The gateway works", "Hello.", None, ["a@example.org"], connection=smtp)
    assert gateway.handler.subjects == ["The gateway works"]

    demo = subprocess.run(
        [sys.executable, "-c", SEND_FROM_THE_DEMO, connection.settings_dict["NAME"]],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.local",
            "EMAIL_URL": f"smtp://{gateway.hostname}:{gateway.port}",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "DEMO": "false",
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (demo.stderr, demo.stdout.strip()) == ("", "[('a@example.org', 'Hello')]")
    assert gateway.handler.subjects == ["The gateway works"]
