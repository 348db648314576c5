"""Somebody who uses the keyboard alone."""

from playwright.sync_api import Page

MOST_STEPS = 60

_FOCUSED = """
() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.innerText ?? here.innerText ?? here.value ?? "";
  const style = getComputedStyle(here);
  return { label: label.trim(), isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
           isTop: here === document.body || here.id === "main" };
}
"""


def tab_to(page: Page, label: str) -> None:
    """Press Tab until what bears this label has the focus; on the way, the focus must be seen wherever it stands.

    Raises:
        AssertionError: it was not reached, or the focus could not be seen.
    """
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        assert here["isSeen"] or here["isTop"], f"The focus cannot be seen on {here['label']!r}."
        passed.append(here["label"])
        if here["label"].startswith(label):
            return
    raise AssertionError(f"{label!r} was not reached; passed: {passed}")


def type_into(page: Page, label: str, text: str) -> None:
    """Go to a field by Tab and type."""
    tab_to(page, label)
    page.keyboard.type(text)


def press(page: Page, label: str, key: str = "Enter") -> None:
    """Go to a button, link or choice by Tab and press it."""
    tab_to(page, label)
    page.keyboard.press(key)


def press_through(page: Page, label: str) -> None:
    """Go to a button that opens a page by Tab, press it, and wait until the page is there."""
    tab_to(page, label)
    with page.expect_navigation():
        page.keyboard.press("Enter")
