"""A mail server on a port of this machine that fails in every way that one may, when it is told to."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ops.checkouts import free_port, wait_until

PATIENCE = 120
NO_SUCH_PERSON = "nobody-here"


class MailServer:
    """Counts what it acknowledged, by Message-ID: its 250 after DATA is on its way to somebody who still listens.

    Attributes:
        acknowledged, received: how often each message was taken over; how often it came as a whole.
        cuts_short: so many messages it hangs up on while they are being read.
        breaks_off: so many it reads to their end and hangs up on, without a word.
        says_goodbye: so many it acknowledges, and hangs up.
        dawdles: for each of these seconds one message waits so long for its answer.
        refuses: the answer to a step of the protocol, RCPT or DATA, in place of a good one.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.acknowledged: Counter[str] = Counter()
        self.received: Counter[str] = Counter()
        self.cuts_short = self.breaks_off = self.says_goodbye = 0
        self.dawdles: list[float] = []
        self.refuses: dict[str, str] = {}
        self.refused_for_good: set[str] = set()
        self.under_way = 0
        self._holds = False

    def start(self) -> None:
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Close the port, and every connection."""
        self._controller.stop()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Answer no message until the end of this; at its begin one waits for its answer."""
        self._holds = True
        try:
            wait_until(lambda: self.under_way > 0, "a message waits for its acknowledgement", PATIENCE)
            yield
        finally:
            self._holds = False

    def wait_for(self, more: int) -> None:
        """Wait until it acknowledged so many messages more: until work goes on after a failure."""
        enough = self.acknowledged.total() + more
        wait_until(lambda: self.acknowledged.total() >= enough, f"{enough} messages arrive", PATIENCE)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith(NO_SUCH_PERSON):
            self.refused_for_good.add(address)
            return "550 No such person"
        if "RCPT" in self.refuses:
            return self.refuses["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = message_from_bytes(envelope.content)["Message-ID"]
        self.received[name] += 1
        self.under_way += 1
        try:
            return await self._answer(server, name)
        finally:
            self.under_way -= 1

    async def _answer(self, server: SMTP, name: str) -> str:
        """Answer a message. Where the sender goes meanwhile, aiosmtpd cancels this, and nothing is counted."""
        await asyncio.sleep(self.dawdles.pop() if self.dawdles else 0.03)
        while self._holds:
            await asyncio.sleep(0.01)
        if self.breaks_off:
            self.breaks_off -= 1
            server.transport.abort()
            return "250 nobody hears this"
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        self.acknowledged[name] += 1
        if self.says_goodbye:
            self.says_goodbye -= 1
            await server.push("250 Accepted")
            server.transport.close()
        return "250 Accepted"


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Line(self.handler, **self.SMTP_kwargs)


class _Line(SMTP):
    """A connection, which may break in the middle of a message."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if not self.event_handler.cuts_short:
            return await super().smtp_DATA(arg)
        self.event_handler.cuts_short -= 1
        await self.push("354 Go on")
        await self._reader.readline()
        return self.transport.abort()
