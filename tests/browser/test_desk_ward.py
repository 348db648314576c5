"""The desk's map and the sheet for a ward meeting: what only a browser shows of them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import COUNCILLOR
from tests.browser.accessibility import barriers
from tests.browser.steps import signed_in
from tests.browser.visitor import Visitor

MakeVisitor = Callable[..., Visitor]

FILL_THE_SHEET = """
(longest) => {
  for (const [list, most] of [[".sheet ul.codes", 8], [".sheet .answered", 5]]) {
    const items = document.querySelector(list);
    while (items.children.length < most) items.append(items.firstElementChild.cloneNode(true));
    for (const title of items.querySelectorAll("strong")) title.textContent = longest;
  }
}
"""


@pytest.mark.parametrize("path", ["/councillor/map/", "/councillor/ward/", "/councillor/ward/print/"])
def test_a_page_about_the_ward_keeps_nobody_out(new_visitor: MakeVisitor, path: str) -> None:
    assert barriers(signed_in(new_visitor(), COUNCILLOR, path)) == []


def test_without_javascript_the_numbers_of_the_drawing_are_those_of_the_list(new_visitor: MakeVisitor) -> None:
    page = signed_in(new_visitor(java_script_enabled=False), COUNCILLOR, "/councillor/map/")
    drawn = sorted(page.locator(".desk-map .pin text").all_text_contents(), key=int)
    assert drawn
    assert set(drawn) <= {number.rstrip(".") for number in page.locator(".places .number").all_inner_texts()}


def test_a_number_on_the_map_is_pressed_by_keyboard_and_leads_to_the_concern(new_visitor: MakeVisitor) -> None:
    page = signed_in(new_visitor(), COUNCILLOR, "/councillor/map/")
    first = page.locator(".places a").first.inner_text()
    page.get_by_role("link", name="Open the map").click()
    number = page.locator(".map-place").first
    number.focus()
    page.keyboard.press("Enter")
    told = page.locator(".map-answer").get_by_role("link")
    expect(told).to_have_text(re.sub(r"\s+", " ", first))
    assert barriers(page) == []
    told.click()
    expect(page).to_have_url(re.compile("/councillor/cases/"))


def test_a_full_sheet_is_one_page_of_paper(new_visitor: MakeVisitor) -> None:
    page = signed_in(new_visitor(), COUNCILLOR, "/councillor/ward/print/")
    page.evaluate(FILL_THE_SHEET, "Water runs down the road behind the hall and into houses of Lantern ...")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
