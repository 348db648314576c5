"""`/wards/map/`: the map without JavaScript."""

import re

import pytest
from django.test import Client

from tests.wards.factories import CELL, SEA, MunicipalityFactory, WardFactory, make_grid, square
from tests.wards.views.reading import links_of, text_of
from wards.models import Ward
from wards.rules.picture_map import SHOWN_PIXELS, TILES, PictureMap

pytestmark = pytest.mark.django_db


@pytest.fixture
def khanya() -> list[Ward]:
    return make_grid(4, 3, municipality=MunicipalityFactory(code="KHA", name="Khanya"))


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields that go along with each button and each tap."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def tap_on(shown: PictureMap, longitude: float, latitude: float) -> dict[str, str]:
    """What a browser sends for a tap on a position."""
    x, y = (int(at) for at in shown.square.pixel_of(longitude, latitude, TILES * SHOWN_PIXELS))
    name = f"tap{x // SHOWN_PIXELS}{y // SHOWN_PIXELS}"
    where = {f"{name}.x": str(x % SHOWN_PIXELS), f"{name}.y": str(y % SHOWN_PIXELS)}
    return {"z": str(shown.zoom), "x": str(shown.x), "y": str(shown.y)} | where


def test_it_opens_where_the_wards_are_with_tiles_that_can_be_tapped(client: Client, khanya: list[Ward]) -> None:
    page = client.get("/wards/map/").content.decode()
    shown = PictureMap(*(int(value) for value in fields_of(page).values()))
    assert shown.square.extent.west < SEA[0] < SEA[0] + 4 * CELL < shown.square.extent.east
    tiles = re.findall(r'<input type="image" name="(tap\d\d)" src="([^"]*)"[^>]* alt="([^"]+)"', page)
    assert [name for name, *_ in tiles] == ["tap00", "tap10", "tap01", "tap11"]
    assert tiles[3][1] == f"/wards/tiles/half/{shown.zoom}/{shown.x + 2}/{shown.y + 2}.png"
    assert all(client.get(source).status_code == 200 for _name, source, _alt in tiles)
    assert len({alt for *_, alt in tiles}) == 4


def test_a_tap_tells_the_ward_and_shows_it(client: Client, khanya: list[Ward]) -> None:
    shown = PictureMap.around(*khanya[5].label_point.coords)
    answer = client.get("/wards/map/", tap_on(shown, *khanya[5].label_point.coords))
    assert "Ward 6 Khanya Go to this ward" in text_of(answer)
    assert khanya[5].get_absolute_url() in links_of(answer)
    assert answer.content.decode().count('<path class="here"') == 1
    assert '<circle class="pin"' in answer.content.decode()


def test_the_boundary_decides_and_not_the_outline_that_is_drawn(client: Client) -> None:
    municipality = make_grid(1, 1)[0].municipality
    wide = WardFactory(municipality=municipality, number=2, boundary=square(1), outline=square(1, 0, size=3))
    spot = (SEA[0] + 3.5 * CELL, SEA[1] + 0.5 * CELL)
    assert wide.outline.extent[2] > spot[0]
    answer = client.get("/wards/map/", tap_on(PictureMap.around(*spot), *spot))
    assert "No ward is known at this spot." in text_of(answer)


def test_a_tap_at_sea_says_that_no_ward_is_known(client: Client, khanya: list[Ward]) -> None:
    answer = client.get("/wards/map/", tap_on(PictureMap.around(0, 0), 0, 0))
    assert "No ward is known at this spot." in text_of(answer)


def test_a_tap_on_a_border_says_so(client: Client, khanya: list[Ward]) -> None:
    answer = client.get("/wards/map/", {"lat": SEA[1] + CELL / 2, "lon": SEA[0] + CELL})
    assert "This spot lies on the border of a ward." in text_of(answer)


def test_buttons_move_the_map(client: Client, khanya: list[Ward]) -> None:
    where = {"z": "10", "x": "967", "y": "1204"}
    moved = {
        move: fields_of(client.get("/wards/map/", where | {"move": move}).content.decode())
        for move in ("north", "south", "west", "east", "nearer", "farther")
    }
    assert moved == {
        "north": {"z": "10", "x": "967", "y": "1202"},
        "south": {"z": "10", "x": "967", "y": "1206"},
        "west": {"z": "10", "x": "965", "y": "1204"},
        "east": {"z": "10", "x": "969", "y": "1204"},
        "nearer": {"z": "11", "x": "1936", "y": "2410"},
        "farther": {"z": "9", "x": "482", "y": "601"},
    }


def test_a_keyboard_asks_for_the_ward_at_the_cross(client: Client, khanya: list[Ward]) -> None:
    shown = PictureMap.around(*khanya[5].label_point.coords)
    middle = shown.middle
    expected = next(ward for ward in khanya if ward.boundary.extent[0] < middle[0] < ward.boundary.extent[2]
                    and ward.boundary.extent[1] < middle[1] < ward.boundary.extent[3])  # fmt: skip
    where = {"z": shown.zoom, "x": shown.x, "y": shown.y, "middle": "1"}
    assert expected.title in text_of(client.get("/wards/map/", where))


def test_it_opens_around_a_municipality_and_a_ward_of_it(client: Client, khanya: list[Ward]) -> None:
    make_grid(1, 1, origin=(20, 20))
    whole = fields_of(client.get("/wards/map/").content.decode())
    body = fields_of(client.get("/wards/map/", {"in": "ZZ-KHA"}).content.decode())
    ward = fields_of(client.get("/wards/map/", {"in": "ZZ-KHA", "ward": "KHA001"}).content.decode())
    assert int(whole["z"]) < int(body["z"]) < int(ward["z"])
    assert (ward["in"], ward["ward"]) == ("ZZ-KHA", "KHA001")


def test_the_list_is_offered_instead_of_the_map(client: Client, khanya: list[Ward]) -> None:
    assert "/wards/" in links_of(client.get("/wards/map/"))
    assert "/wards/in/ZZ-KHA/" in links_of(client.get("/wards/map/", {"in": "ZZ-KHA"}))


def test_an_address_that_no_button_makes_opens_the_map_anew(client: Client, khanya: list[Ward]) -> None:
    fresh = fields_of(client.get("/wards/map/").content.decode())
    for query in ({"z": "99"}, {"x": "no"}, {"tap00.x": "9999", "tap00.y": "0"}, {"lat": "x", "lon": "y"}):
        answer = client.get("/wards/map/", query)
        assert (answer.status_code, fields_of(answer.content.decode())) == (200, fresh)
    assert client.get("/wards/map/", {"in": "ZZ-NONE"}).status_code == 404


def test_without_any_ward_it_shows_the_world(client: Client) -> None:
    assert client.get("/wards/map/").status_code == 200


def test_its_statements_are_few(client: Client, khanya: list[Ward], django_assert_num_queries) -> None:
    shown = PictureMap.around(*khanya[5].label_point.coords)
    tap = tap_on(shown, *khanya[5].label_point.coords)
    client.get("/wards/map/", tap)  # GeoDjango asks once a process what a projection is
    host = 2
    with django_assert_num_queries(host + 1):  # where the wards are
        client.get("/wards/map/")
    with django_assert_num_queries(host + 3):  # that, the ward of the tap, and its shape
        client.get("/wards/map/", tap)
