"""While Redis is away pages go on, and /readyz says what is wrong."""

import pytest
from django.core.cache import cache
from django.test import Client

from engagement.models import Notification
from tests.engagement.cast import make_user
from tests.engagement.sessions import browser_of
from tests.wards.factories import make_grid
from wards.models import Ward
from wards.rules.tiles import tile_position

pytestmark = pytest.mark.django_db

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def redis_away(settings: object) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": NOBODY_LISTENS}}


@pytest.fixture
def ward() -> Ward:
    return make_grid(2, 2)[0]


def test_readyz_names_redis(client: Client, redis_away: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["redis"] == "failed: ConnectionError"
    assert answer.json()["database"] == "ok"


def test_the_map_and_its_pictures_are_drawn_anew(client: Client, redis_away: None, ward: Ward) -> None:
    cache.set("kept", 1)
    assert cache.get("kept") is None
    x, y = tile_position(*ward.label_point.coords, 13)
    picture = client.get(f"/wards/tiles/13/{int(x)}/{int(y)}.png")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    outlines = client.get(f"/wards/outlines/{ward.municipality.key}.json")
    assert outlines.status_code == 200
    assert ward.code in outlines.content.decode()


def test_who_is_signed_in_goes_on(redis_away: None) -> None:
    assert browser_of(make_user("resident")).get("/my/").status_code == 200


def test_nobody_signs_in_uncounted(client: Client, redis_away: None) -> None:
    answer = client.post("/accounts/login/", {"login": make_user("resident").email, "password": "wrong"})
    assert answer.status_code == 429
    assert b"<main" in answer.content
    answer = client.post("/accounts/login/code/", {"email": make_user("resident").email})
    assert "That was tried too often" in answer.content.decode()
    assert not Notification.objects.exists()
