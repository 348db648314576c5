"""A real mail server for tests, that misbehaves on demand."""

import logging
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Desk:
    """Takes messages in. `refuse` maps a command to the answer given instead, `drop` hangs up after the message."""

    def __init__(self) -> None:
        self.accepted: list[Message] = []
        self.seen: Counter[str] = Counter()
        self.refuse: dict[str, str] = {}
        self.drop_next = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen["RCPT"] += 1
        if "RCPT" in self.refuse:
            return self.refuse["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.seen["DATA"] += 1
        if self.drop_next:
            self.drop_next -= 1
            server.transport.abort()
            return "250 nobody hears this"
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.accepted.append(message_from_bytes(envelope.content))
        return "250 Accepted"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def mail_server(desk: Any = None) -> Iterator[tuple[Any, str, int]]:
    """Run the server on a free port of this machine. Gives the desk, a plain one unless it is given, host and port."""
    desk = desk or Desk()
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    host, port = "127.0.0.1", _free_port()
    controller = Controller(desk, hostname=host, port=port)
    controller.start()
    try:
        yield desk, host, port
    finally:
        controller.stop()
