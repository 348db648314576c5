"""`/wards/tiles/<z>/<x>/<y>.png`."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.wards.factories import make_grid
from wards.rules.pictures import draw_tile
from wards.rules.tiles import HIGHEST_ZOOM, LOWEST_ZOOM, tile_position

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def address() -> str:
    """The tile in which the first ward of a grid lies."""
    ward = make_grid(3, 3)[0]
    x, y = tile_position(*ward.label_point.coords, 13)
    return f"/wards/tiles/13/{int(x)}/{int(y)}.png"


def test_a_tile_shows_the_wards(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (256, 256)
    assert answer.content != draw_tile([], zoom=13)


def test_a_tile_without_wards_is_empty_ground(client: Client, address: str) -> None:
    assert client.get("/wards/tiles/13/0/0.png").content == draw_tile([], zoom=13)


def test_tiles_of_the_sea_are_one_picture_and_not_kept(client: Client, address: str, django_assert_num_queries) -> None:
    client.get(address)
    with django_assert_num_queries(0):
        empty = {client.get(f"/wards/tiles/13/{x}/0.png").content for x in range(5)}
    assert empty == {draw_tile([], zoom=13)}
    assert cache.get(f"ward-tile:{timezone.now():%Y-%m-%dT%H}:13/0/0".replace("/", ":")) is None
    assert cache.get(f"ward-tile:{timezone.now():%Y-%m-%dT%H}:{address[13:-4]}".replace("/", ":")) is not None


def test_a_browser_that_has_it_gets_304(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/wards/tiles/13/0/0.png", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_tile_costs_one_statement_and_none_when_kept(client: Client, address: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):  # and once one for the rectangle around all wards
        client.get(address)
    with django_assert_num_queries(0):
        client.get(address)


def test_any_cache_may_keep_it_and_no_cookie_is_set(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    "tile",
    [
        f"{LOWEST_ZOOM - 1}/0/0",
        f"{HIGHEST_ZOOM + 1}/0/0",
        f"{LOWEST_ZOOM}/{2**LOWEST_ZOOM}/0",
        f"{LOWEST_ZOOM}/0/{2**LOWEST_ZOOM}",
        "99999999999/0/0",
        "5/-1/0",
        "5/a/0",
    ],
)
def test_a_tile_that_the_map_does_not_have_is_404(client: Client, tile: str) -> None:
    assert client.get(f"/wards/tiles/{tile}.png").status_code == 404
    assert client.get(f"/wards/tiles/{LOWEST_ZOOM}/0/0.png").status_code == 200


def test_a_half_tile_shows_the_halves_of_its_neighbours(client: Client, address: str) -> None:
    x, y = (int(part) for part in address.removesuffix(".png").split("/")[-2:])
    whole = client.get(f"/wards/tiles/half/13/{2 * x}/{2 * y}.png")
    assert whole.content == client.get(address).content
    shifted = Image.open(BytesIO(client.get(f"/wards/tiles/half/13/{2 * x - 1}/{2 * y}.png").content)).convert("RGB")
    plain = Image.open(BytesIO(whole.content)).convert("RGB")
    width, height = plain.size
    assert shifted.getpixel((width * 5 // 8, height // 8)) == plain.getpixel((width // 8, height // 8))
    assert shifted.tobytes() != plain.tobytes()


@pytest.mark.parametrize("place", ["2/0/0", "18/0/0", "13/16383/0", "13/0/16383"])
def test_half_tiles_beyond_the_map_do_not_exist(client: Client, place: str) -> None:
    assert client.get(f"/wards/tiles/half/{place}.png").status_code == 404
