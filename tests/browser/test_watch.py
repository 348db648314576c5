"""The watch that other tests rely on sees what it is there to see."""

from tests.browser.accessibility import faults
from tests.browser.visitor import Visitor


def test_axe_finds_a_fault_that_is_there(visitor: Visitor) -> None:
    visitor.page.set_content('<html lang="en"><title>Faulty</title><main><h1>Faulty</h1><input></main>')
    assert [fault.split(":")[0] for fault in faults(visitor.page)] == ["label"]


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
