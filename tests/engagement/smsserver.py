"""A provider of text messages for tests: it speaks BulkSMS's interface over HTTP, and misbehaves on demand."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

USER, PASSWORD = "imbizo", "a password of the tests"


class Provider:
    """Takes texts in.

    Attributes:
        accepted: what it took and will send, each as it was asked for, with the `id` that it gave.
        requests: how many requests came, whatever became of them.
        refuse: the status that it answers instead of taking anything in.
        answer_instead: what it answers, with status 201, in place of its own words.
        drop_next: how many requests it takes in and then hangs up on.
        hold_back: seconds that it waits before it answers.
    """

    def __init__(self) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.requests = 0
        self.refuse = 0
        self.answer_instead: str | None = None
        self.drop_next = 0
        self.hold_back = threading.Event()
        self.is_slow = False
        self._by_number: dict[str, dict[str, Any]] = {}
        self._ids = count(4023457654)

    def texts_to(self, number: str) -> list[str]:
        """What went to a phone, oldest first."""
        return [message["body"] for message in self.accepted if message["to"] == number]

    def take(self, message: dict[str, Any], number: str) -> dict[str, Any]:
        """Take a text in, once for each number that its sender gave it."""
        if number not in self._by_number:
            taken = message | {"id": str(next(self._ids)), "type": "SENT"}
            self.accepted.append(taken)
            self._by_number[number] = taken
        status = {"id": "ACCEPTED.null", "type": "ACCEPTED", "subtype": None}
        return self._by_number[number] | {"status": status}


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider: Provider

    def do_POST(self) -> None:
        provider = self.provider
        provider.requests += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        address = urlsplit(self.path)
        if provider.is_slow:
            provider.hold_back.wait(10)
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            self._say(401, {"title": "Not authorized", "status": 401})
        elif address.path != "/v1/messages" or self.headers["Content-Type"] != "application/json":
            self._say(404, {"title": "Not found", "status": 404})
        elif provider.refuse:
            self._say(provider.refuse, {"title": "No", "status": provider.refuse})
        else:
            taken = provider.take(json.loads(body), parse_qs(address.query)["deduplication-id"][0])
            if provider.drop_next:
                provider.drop_next -= 1
                self.close_connection = True
                return
            self._say(201, [taken], provider.answer_instead)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _say(self, status: int, content: Any, instead: str | None = None) -> None:
        body = (json.dumps(content) if instead is None else instead).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def sms_server() -> Iterator[tuple[Provider, str]]:
    """Run the provider on a free port of this machine. Gives it, and the address of its interface."""
    provider = Provider()
    desk = type("Desk", (_Desk,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        provider.hold_back.set()
        server.shutdown()
        server.server_close()
        thread.join()
