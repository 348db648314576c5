"""Somebody finds their ward in a real browser: by name, by position, by map, with JavaScript and without."""

import json
from collections.abc import Callable
from html import unescape

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.browser.keyboard import press
from tests.browser.visitor import PHONE, Visitor
from wards.models import Place, Ward
from wards.queries.wards import wards_in_force
from wards.rules.picture_map import SHOWN_PIXELS

MakeVisitor = Callable[..., Visitor]
AT_SEA = {"latitude": -50.0, "longitude": 60.0}

with_and_without_javascript = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])


def ward() -> Ward:
    """A ward of the demo, of the edition that counts."""
    return wards_in_force(timezone.localdate()).get(code="ZZ001-003")


def position_in(ward: Ward, *, accuracy: float = 20) -> dict[str, float]:
    point = ward.label_point
    return {"latitude": point.y, "longitude": point.x, "accuracy": accuracy}


def open_map(page: Page) -> None:
    page.get_by_role("link", name="Open the map").click()
    expect(page.get_by_role("region", name="Map of the wards")).to_be_visible()


@with_and_without_javascript
def test_a_misspelt_name_leads_to_the_ward(new_visitor: MakeVisitor, script: bool) -> None:
    place = next(place for place in Place.objects.filter(country="ZZ").order_by("pk") if len(place.name) > 6)
    typed = place.name[:3] + place.name[4] + place.name[3] + place.name[5:]
    page = new_visitor(java_script_enabled=script).open("/wards/")
    page.get_by_role("searchbox", name="Where do you live?").fill(typed)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name=place.name, exact=True).first).to_be_visible()
    page.locator(".found .chip").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ward")


def test_the_phones_position_leads_to_the_ward(new_visitor: MakeVisitor) -> None:
    page = new_visitor(geolocation=position_in(ward()), permissions=["geolocation"]).open("/wards/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ward().title)


def test_a_rough_position_is_told_and_left_to_the_resident(new_visitor: MakeVisitor) -> None:
    somewhere = position_in(ward(), accuracy=3217)
    page = new_visitor(geolocation=somewhere, permissions=["geolocation"]).open("/wards/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator(".position [role=status]")).to_contain_text("only roughly, to 3200 m")
    page.get_by_role("link", name=f"Go to {ward().title}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ward().title)


def test_a_position_outside_every_ward_is_told(new_visitor: MakeVisitor) -> None:
    visitor = new_visitor(geolocation=AT_SEA, permissions=["geolocation"])
    page = visitor.open("/wards/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator(".position [role=status]")).to_contain_text("You are outside every ward")
    visitor.forgive("404 (Not Found)")


def test_a_position_that_is_kept_back_is_told(new_visitor: MakeVisitor) -> None:
    page = new_visitor(permissions=[]).open("/wards/")
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator(".position [role=status]")).to_contain_text("keeps its position from this site")


def test_without_javascript_no_button_for_the_position_is_shown(new_visitor: MakeVisitor) -> None:
    page = new_visitor(java_script_enabled=False).open("/wards/")
    expect(page.get_by_role("button", name="Use my position")).to_have_count(0)


def test_a_tap_on_the_map_tells_the_ward_under_the_strict_policy(visitor: Visitor) -> None:
    page = visitor.open(ward().get_absolute_url())
    open_map(page)
    page.locator(".map-canvas").click()
    expect(page.locator(".map-answer strong")).to_contain_text("Ward")
    assert barriers(page) == []
    page.get_by_role("link", name="Go to this ward").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ward")


def test_a_keyboard_asks_for_the_ward_at_the_cross(visitor: Visitor) -> None:
    page = visitor.open("/wards/in/ZZ-ZZ001/")
    press(page, "Open the map")
    expect(page.locator(".map-canvas")).to_be_focused()
    expect(page.locator(".map-cross")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".map-answer")).not_to_contain_text("Looking for the ward")
    expect(page.locator(".map-answer strong")).to_contain_text("Ward")


def test_where_the_map_cannot_be_loaded_the_map_of_pictures_opens(visitor: Visitor) -> None:
    page = visitor.open("/wards/")
    page.route("**/leaflet.js*", lambda route: route.abort())
    page.get_by_role("link", name="Open the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tap where you live")
    visitor.forgive("Failed to load resource")


def test_without_javascript_a_tap_on_a_tile_tells_the_ward(new_visitor: MakeVisitor) -> None:
    page = new_visitor(java_script_enabled=False).open(f"/wards/map/?in=ZZ-ZZ001&ward={ward().code}")
    tile = page.locator(".tiles input").first
    box = tile.bounding_box()
    assert (box["width"], box["height"]) == (SHOWN_PIXELS, SHOWN_PIXELS)
    page.get_by_role("button", name="Which ward is at the cross?").click()
    expect(page.locator(".promise strong")).to_contain_text("Ward")
    at_the_cross = page.locator(".promise strong").inner_text()
    with page.expect_navigation():
        page.locator(".tiles input").first.click(position={"x": SHOWN_PIXELS - 2, "y": SHOWN_PIXELS - 2})
    expect(page.locator(".promise strong")).to_have_text(at_the_cross)
    page.get_by_role("link", name="Go to this ward").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(at_the_cross)


def test_without_javascript_the_map_is_a_link_to_the_map_of_pictures(new_visitor: MakeVisitor) -> None:
    page = new_visitor(java_script_enabled=False, viewport=PHONE).open("/wards/")
    page.get_by_role("link", name="Open the map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tap where you live")


def test_the_frame_tells_the_map_what_it_needs(visitor: Visitor) -> None:
    config = json.loads(unescape(visitor.open("/wards/").locator("[data-map]").get_attribute("data-map")))
    assert config["find"] == "/wards/find.json"
