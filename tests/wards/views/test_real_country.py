"""South Africa's 4,468 wards and its gazetteer: names are found misspelt, and pages and outlines stay light."""

import gzip
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.wards.views.reading import links_of
from wards.models import Municipality, Place
from wards.queries.search import search_wards
from wards.rules.tiles import tile_position

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]

SAMPLE = 100
JOHANNESBURG = (28.0473, -26.2041)


@pytest.fixture
def country(real_data: Path) -> Iterator[None]:
    """The wards of 2020, Johannesburg's at full resolution, in force; and the towns of GeoNames."""
    cache.clear()
    edition = {"country": "ZA", "edition": "2020"}
    wards = str(real_data / "za-demarcation-2020/2021-demarcation.zip")
    call_command("import_wards", wards, layer="Wards_2020", date="2020-11-26", verbosity=0, **edition)
    city = str(real_data / "za-jhb-wards-2020-hires/joburg_pop_25_july.json")
    call_command("import_wards", city, municipality="JHB", verbosity=0, **edition)
    call_command("activate_wards", "2020", country="ZA", all=True, on=date(2021, 11, 1), verbosity=0)
    towns = str(real_data / "za-gazetteer/geonames-cities500-southern-africa-plus.json")
    call_command("import_places", towns, country="ZA", kind="town", source="GeoNames, CC BY 4.0", verbosity=0)
    yield
    cache.clear()


def misspelt(name: str) -> str:
    """A name with one slip, always the same for the same name: a letter doubled, left out, changed over, or another."""
    dice = zlib.crc32(name.encode())
    at = 1 + dice % (len(name) - 2)
    slips = [
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + "eaioutnrslk"[dice % 11] + name[at + 1 :],
    ]
    return slips[(dice >> 8) % 4]


def weight(client: Client, address: str) -> int:
    """The bytes of an answer as gzip sends them."""
    answer = client.get(address)
    assert answer.status_code == 200
    return len(gzip.compress(answer.content))


@pytest.mark.usefixtures("country")
def test_towns_are_found_by_misspelt_names() -> None:
    towns = [place for place in Place.objects.order_by("source_id") if len(place.name) >= 5][:SAMPLE]
    today = timezone.localdate()
    answers = {place: search_wards(misspelt(place.name), on=today).places for place in towns}
    missed = [place.name for place, found in answers.items() if place.name not in {match.place.name for match in found}]
    first = [place for place, found in answers.items() if found and found[0].place.name == place.name]
    assert len(towns) == SAMPLE
    assert missed == []
    assert len(first) >= 0.95 * SAMPLE


@pytest.mark.usefixtures("country")
def test_the_whole_country_stays_light(client: Client) -> None:
    assert weight(client, "/wards/") < 8_000
    assert len([link for link in links_of(client.get("/wards/")) if link.startswith("/wards/in/")]) == 213
    assert weight(client, "/wards/in/ZA-JHB/") < 20_000
    assert weight(client, "/wards/79800012/") < 10_000
    bodies = Municipality.objects.filter(wards__isnull=False).distinct()
    outlines = {body.code: weight(client, f"/wards/outlines/{body.key}.json") for body in bodies}
    assert len(outlines) == 213
    assert max(outlines, key=outlines.get) == "JHB"
    assert outlines["JHB"] < 50_000
    assert sum(outlines.values()) < 1_000_000


@pytest.mark.usefixtures("country")
def test_no_tile_is_heavy_and_each_costs_one_statement(client: Client, django_assert_num_queries) -> None:
    client.get("/wards/tiles/3/0/0.png")  # the first statement on a connection also asks PostGIS for its version
    weights = {}
    for zoom in range(3, 18):
        x, y = (int(at) for at in tile_position(*JOHANNESBURG, zoom))
        with django_assert_num_queries(1):
            weights[zoom] = len(client.get(f"/wards/tiles/{zoom}/{x}/{y}.png").content)
    assert max(weights.values()) < 14_000
