"""A resident finds the ward: by a misspelt name, by a tap on the map, by the phone's position, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.browser.visitor import Visitor
from wards.models import Ward
from wards.rules.picture_map import SHOWN_PIXELS, TILES, PictureMap

MakeVisitor = Callable[..., Visitor]
with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])

THUTONG = "Ward 3, Thutong"


def third_ward() -> Ward:
    """The ward of the story."""
    return Ward.objects.get(code="ZZ001-003", delimitation__edition="2021")


@with_and_without_javascript
def test_a_misspelt_place_leads_to_its_ward(new_visitor: MakeVisitor, script: bool) -> None:
    page = new_visitor(java_script_enabled=script).open("/")
    page.get_by_role("searchbox", name="Where do you live?").fill("tutong libary")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Thutong Library")).to_be_visible()
    page.locator(".found").get_by_role("link", name=THUTONG).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(THUTONG)
    expect(page.get_by_role("link", name="Raise an issue").first).to_be_visible()


def test_a_tap_on_the_map_tells_the_ward(visitor: Visitor) -> None:
    page = visitor.open("/wards/in/ZZ-ZZ001/")
    open_map(page)
    number = page.locator(".map-label", has_text="3").filter(has_not_text="1").bounding_box()
    page.mouse.click(number["x"] + number["width"] / 2, number["y"] + number["height"] / 2)
    answer = page.get_by_role("status").filter(has_text=THUTONG)
    expect(answer).to_be_visible()
    assert barriers(page) == []
    answer.get_by_role("link", name="Go to this ward").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(THUTONG)


def test_the_home_page_leads_straight_to_the_open_map_where_the_tapped_ward_lights_up(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.get_by_role("link", name="Find it on the map").click()
    canvas = page.locator(".map-canvas")
    expect(canvas).to_be_visible()
    expect(page.get_by_text("Move the map with the buttons")).to_be_hidden()
    box = canvas.bounding_box()  # the site's own municipality fills it, not every one of the installation
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    expect(page.get_by_role("status").get_by_role("link", name="Go to this ward")).to_be_visible()
    expect(page.locator("path.map-ward.here")).to_be_visible()
    expect(page.locator("path.map-ward")).to_have_count(12)
    assert barriers(page) == []


def test_without_javascript_it_leads_to_the_map_of_pictures(new_visitor: MakeVisitor) -> None:
    page = new_visitor(java_script_enabled=False).open("/")
    page.get_by_role("link", name="Find it on the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tap where you live")
    expect(page.get_by_role("button", name="Nearer")).to_be_visible()


def test_a_tap_on_the_sea_says_that_no_ward_is_there(visitor: Visitor) -> None:
    page = visitor.open("/wards/in/ZZ-ZZ001/")
    open_map(page)
    corner = page.locator(".map-canvas").bounding_box()
    page.mouse.click(corner["x"] + corner["width"] - 8, corner["y"] + corner["height"] - 8)
    expect(page.get_by_role("status").filter(has_text="No ward is known")).to_be_visible()
    visitor.forgive("404 (Not Found)")


def test_the_map_can_be_used_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/wards/ZZ001-003/")
    open_map(page)
    expect(page.locator(".map-canvas")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=THUTONG)).to_be_visible()


def test_the_picture_map_tells_the_ward_without_javascript(new_visitor: MakeVisitor) -> None:
    page = new_visitor(java_script_enabled=False).open("/wards/in/ZZ-ZZ001/")
    page.get_by_role("link", name="Open the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tap where you live")
    for move in ("Nearer", "East", "Nearer"):
        move_picture(page, move)
    tap_picture(page, third_ward())
    expect(page.locator(".answer")).to_contain_text(THUTONG)
    page.get_by_role("link", name="Go to this ward").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(THUTONG)


def test_the_phones_position_leads_to_its_ward(new_visitor: MakeVisitor) -> None:
    spot = third_ward().label_point
    visitor = new_visitor(
        permissions=["geolocation"], geolocation={"longitude": spot.x, "latitude": spot.y, "accuracy": 20}
    )
    page = visitor.open("/wards/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(THUTONG)


def open_map(page: Page) -> None:
    """Press "Open the map", and wait until it is drawn."""
    page.get_by_role("link", name="Open the map").click()
    expect(page.locator("path.map-ward").first).to_be_visible()


def move_picture(page: Page, move: str) -> None:
    """Press one of the buttons that move the map of pictures, and wait for the new one."""
    with page.expect_navigation():
        page.get_by_role("button", name=move, exact=True).click()


def tap_picture(page: Page, ward: Ward) -> None:
    """Tap the middle of a ward on the map of pictures, bringing it into view first."""
    size = TILES * SHOWN_PIXELS
    while True:
        shown = PictureMap(*(int(page.locator(f"input[name={name}]").input_value()) for name in "zxy"))
        across, down = shown.square.pixel_of(ward.label_point.x, ward.label_point.y, size)
        moves = {"West": across < 0, "East": across > size, "North": down < 0, "South": down > size}
        wanted = [move for move, is_needed in moves.items() if is_needed]
        if not wanted:
            break
        move_picture(page, wanted[0])
    picture = page.locator(".tiles").bounding_box()
    page.mouse.click(picture["x"] + across, picture["y"] + down)
