"""One resident after the other, each in a browser of their own, who writes to the councillor up to the last button.

`python -m tests.bench.walker PORT WORK.json` walks the forms from `start`, says "ready" when `count` of them are filled
in, presses the last button of each at a line on its standard input, and prints `[[walk seconds, post seconds], ...]`.
Standard library alone, so that it costs the machine little. It fills in whatever forms come, by the names of their
fields: how many pages ask is the site's own.
"""

import html.parser
import http.client
import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ANSWERS = {
    "nature": "issue",
    "subject": "Streetlights out along Lantern Street",
    "text": "Eleven poles are dark since the storm, from the clinic to the bridge.",
    "readers": "everyone",
}
LAST = "key"
"""The field that makes a form one: the page that sends has it."""
MOST_PAGES = 15


class Forms(html.parser.HTMLParser):
    """The forms of a page that are sent by POST: to where, empty for the page itself, and their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._open = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name, kind = given.get("name"), given.get("type", "text")
        if tag == "form":
            self._open = given.get("method") == "post"
            if self._open:
                self.found.append((given.get("action") or "", {}))
        elif self._open and name and tag in ("input", "textarea"):
            is_choice = kind in ("radio", "checkbox")
            if kind not in ("file", "submit", "image", "button") and (not is_choice or "checked" in given):
                self.found[-1][1][name] = given.get("value") or ""
            elif kind == "radio":
                self.found[-1][1].setdefault(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


@dataclass
class Resident:
    """A browser with its cookies, on a connection that stays open, from a network address of its own."""

    connection: http.client.HTTPConnection
    number: int
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = ""
    last: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, posted: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and body of an answer; where it leads elsewhere, the body is the address."""
        origin = f"http://{self.connection.host}:{self.connection.port}"
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
            "Origin": origin,
            "Referer": origin + path,
        }
        body = None if posted is None else urlencode(posted)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", text)

    def walk(self, start: str) -> None:
        """Answer every page up to the one that sends.

        Raises:
            SystemExit: a page is not there, or takes no answer.
        """
        self.path = start
        for _ in range(MOST_PAGES):
            status, page = self.ask(self.path)
            if status in (301, 302):
                self.path = _path(page)
                continue
            forms = Forms()
            forms.feed(page)
            if status != 200 or not forms.found:
                raise SystemExit(f"{self.path} answered {status}, and has no form.")
            goes_to, asked = _that_asks(forms.found, self.path)
            self.path = _path(goes_to) or self.path
            self.last = asked | {name: ANSWERS[name] for name in asked if name in ANSWERS}
            if "contact" in asked:
                self.last["contact"] = f"resident{self.number}@example.org"
            if LAST in asked:
                return
            status, page = self.ask(self.path, self.last)
            if status != 302:
                raise SystemExit(f"{self.path} did not take what was answered: {status}.")
            self.path = _path(page)
        raise SystemExit(f"{start} asks more than {MOST_PAGES} pages.")

    def send(self) -> None:
        """Press the last button.

        Raises:
            SystemExit: nothing was made of it.
        """
        status, address = self.ask(self.path, self.last)
        if status != 302 or _path(address) == self.path:
            faults = re.findall(r'href="#id_(\w+)"', address)
            raise SystemExit(f"{self.path} answered {status} to what was sent; it finds fault with {faults}.")


def _that_asks(forms: list[tuple[str, dict[str, str]]], path: str) -> tuple[str, dict[str, str]]:
    """The form that goes on: it has the last field or one that is answered here, else it is sent to its own page."""
    asking = [each for each in forms if LAST in each[1] or set(each[1]) & set(ANSWERS)]
    return next(iter(asking or [each for each in forms if each[0] in ("", path)]))


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def main(port: int, file: Path) -> None:
    work = json.loads(file.read_text())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    residents = [Resident(connection, work["first"] + place) for place in range(work["count"])]
    took = []
    for resident in residents:
        begin = time.perf_counter()
        resident.walk(work["start"])
        took.append([time.perf_counter() - begin])
    print("ready", flush=True)
    sys.stdin.readline()
    for resident, times in zip(residents, took, strict=True):
        begin = time.perf_counter()
        resident.send()
        times.append(time.perf_counter() - begin)
    print(json.dumps(took))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
