"""The watch that other tests rely on sees what it is there to see."""

import re
from pathlib import Path

from tests.browser.accessibility import OF_COLOURS, barriers, faults
from tests.browser.visitor import Visitor

ROOT = Path(__file__).parents[2]
_DARK = re.compile(r"^@media [^{]*prefers-color-scheme: dark[^{]*\{(.*?)^\}", re.DOTALL | re.MULTILINE)
_DECLARED = re.compile(r"([\w-]+)\s*:[^;{}]+[;}]")


def test_axe_finds_a_fault_that_is_there(visitor: Visitor) -> None:
    visitor.page.set_content('<html lang="en"><title>Faulty</title><main><h1>Faulty</h1><input></main>')
    assert [fault.split(":")[0] for fault in faults(visitor.page)] == ["label"]


def test_words_that_cannot_be_read_in_the_dark_are_a_fault(visitor: Visitor) -> None:
    dark = "@media (prefers-color-scheme: dark) { body { background: #111; color: #222 } }"
    visitor.page.set_content(f'<html lang="en"><title>Dark</title><style>{dark}</style><main><h1>Dark</h1></main>')
    found = [fault.split(":")[0] for fault in barriers(visitor.page)]
    assert found == ["360 px, dark", "1200 px, dark"]
    assert set(OF_COLOURS) <= set(visitor.page.evaluate("axe.getRules().map((rule) => rule.ruleId)"))


def test_what_is_dark_differs_in_colours_alone() -> None:
    sheets = [sheet for app in ("cms", "engagement", "wards") for sheet in (ROOT / app / "static").rglob("*.css")]
    dark = [block for sheet in sheets for block in _DARK.findall(sheet.read_text())]
    names = {name for block in dark for name in _DECLARED.findall(block)}
    assert len(dark) >= 3
    assert "--ink" in names
    assert {name for name in names if not name.startswith("--")} <= {"filter"}


def test_a_request_to_a_stranger_and_a_message_of_the_console_are_noted(visitor: Visitor) -> None:
    visitor.context.route(
        "https://stranger.example.org/**", lambda route: route.fulfill(body="", content_type="text/css")
    )
    visitor.page.set_content('<link rel="stylesheet" href="https://stranger.example.org/a.css">')
    visitor.page.evaluate("console.error('out of order')")
    assert visitor.complaints == ["asked a stranger: https://stranger.example.org/a.css", "error: out of order"]
    visitor.complaints.clear()


def test_inline_code_is_refused_and_the_refusal_noted(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in visitor.complaints[0]
    visitor.complaints.clear()
