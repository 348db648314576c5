"""A municipality's ward that is reached on another host leads to the municipality's own site."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from cms.services.sites import make_site
from cms.services.ward_pages import keep_ward_pages
from engagement.enums import Role
from tests.cms.planted_sites import plant_site, visitor_of
from tests.engagement.cast import make_staff
from tests.standing import standing
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db

OWN = "http://khanya.example.org"
WARD = "/wards/KHA001/"
PAGES = [WARD, f"{WARD}concerns/", "/wards/in/ZZ-KHA/"]


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        municipality = MunicipalityFactory(name="Khanya", code="KHA")
        for ward in make_grid(2, 2, municipality=municipality):
            CouncillorTermFactory(ward=ward)
        municipality = plant_site(municipality, "khanya.example.org")
        keep_ward_pages(municipality=municipality, at=timezone.now())
        yield municipality


@pytest.fixture(autouse=True)
def khanya(planted: Municipality) -> Municipality:
    """Four wards, with a site."""
    return Municipality.objects.get(pk=planted.pk)


@pytest.fixture
def lwazi() -> Municipality:
    """Its neighbour, with a site too."""
    municipality = MunicipalityFactory(name="Lwazi", code="LWA")
    make_grid(1, 1, municipality=municipality, origin=(-12.0, -35.0))
    return plant_site(municipality, "lwazi.example.org")


@pytest.fixture
def plain() -> Municipality:
    """A municipality without a site."""
    municipality = MunicipalityFactory(name="Plainfield", code="PLA")
    make_grid(1, 1, municipality=municipality, origin=(-14.0, -38.0))
    return municipality


def read(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.content.decode()


def canonical(page: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]+)">', page)


def test_it_leads_to_the_same_address_there_in_the_same_language(client: Client, lwazi: Municipality) -> None:
    for path in [*PAGES, *(f"/zu{path}" for path in PAGES)]:
        for browser in (client, visitor_of(lwazi)):
            page = read(browser, path)
            assert f'<a href="{OWN}{path}">' in page
            assert canonical(page) == [f"{OWN}{path}"]
            assert "hreflang" not in page.partition("</head>")[0]


def test_it_says_what_is_there_and_keeps_what_was_asked(client: Client) -> None:
    for path in PAGES:
        assert "Open this page on khanya.example.org" in read(client, path)
        assert f'<a href="{OWN}{path}?was=KHA777">' in read(client, f"{path}?was=KHA777")
    assert "This ward is part of Khanya. Notices, meetings and documents are on its own site." in read(client, WARD)


def test_the_municipalitys_own_site_leads_nowhere_else(khanya: Municipality) -> None:
    for path in PAGES:
        page = read(visitor_of(khanya), path)
        assert canonical(page) == [f"{OWN}{path}"]
        assert "Open this page on" not in page


def test_a_municipality_without_a_site_is_shown_where_it_is_asked_for(
    client: Client, lwazi: Municipality, plain: Municipality
) -> None:
    for browser, host in ((client, "testserver"), (visitor_of(lwazi), "lwazi.example.org")):
        for path in ("/wards/PLA001/", "/wards/in/ZZ-PLA/"):
            page = read(browser, path)
            assert "Open this page on" not in page
            assert canonical(page) == [f"http://{host}{path}"]


def test_what_a_page_tells_programs_is_of_its_own_municipality(lwazi: Municipality) -> None:
    page = read(visitor_of(lwazi), WARD)
    assert f'<meta property="og:url" content="{OWN}{WARD}">' in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    speaker = next(thing for thing in json.loads(block[1])["@graph"] if thing["@type"] == "Person")
    assert "Khanya" in json.dumps(speaker)
    assert f"{OWN}/" in json.dumps(speaker)
    assert "Lwazi" not in json.dumps(speaker)


def test_lists_of_municipalities_lead_to_their_sites(client: Client, lwazi: Municipality, plain: Municipality) -> None:
    for prefix in ("", "/zu"):
        front_door, finder = read(client, f"{prefix}/"), read(client, f"{prefix}/wards/")
        assert f'<a href="{OWN}{prefix}/">Khanya</a>' in front_door
        assert f'<a href="{OWN}{prefix}/wards/">Khanya</a>' in finder
        for page in (front_door, finder):
            assert f'<a href="{prefix}/wards/in/ZZ-PLA/">Plainfield</a>' in page
    found = read(visitor_of(lwazi), "/wards/?q=Khanya")
    assert f'<a href="{OWN}/wards/">Khanya</a>' in found


def test_however_many_sites_there_are_the_lists_ask_as_much(
    client: Client, lwazi: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for path in ("/", "/wards/"):
        read(client, path)
    with django_assert_num_queries(3):
        read(client, "/")
    with django_assert_num_queries(4):
        read(client, "/wards/")


@pytest.mark.usefixtures("kept_pages")
def test_a_kept_page_follows_a_site_that_moves(
    client: Client, khanya: Municipality, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for path in ("/", *PAGES):
        assert OWN in read(client, path)
    with django_capture_on_commit_callbacks(execute=True):
        make_site(municipality=khanya, hostname="moved.example.org", port=443)
    for path in ("/", *PAGES):
        page = read(client, path)
        assert "https://moved.example.org" in page
        assert OWN not in page


def test_on_a_site_of_its_own_a_ward_is_also_found_by_its_number_alone(client: Client, khanya: Municipality) -> None:
    number = khanya.wards.get(code="KHA001").number
    for typed in (f"{number}", f"00{number}"):
        answer = visitor_of(khanya).get(f"/wards/{typed}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, WARD)
    assert visitor_of(khanya).get("/zu/wards/1/").headers["Location"] == f"/zu{WARD}"
    assert visitor_of(khanya).get("/wards/99/").status_code == 404
    assert visitor_of(khanya).get("/wards/٣/").status_code == 404
    assert client.get(f"/wards/{number}/").status_code == 404


def test_whoever_writes_learns_whose_site_says_what_becomes_of_it(client: Client, khanya: Municipality) -> None:
    make_staff(khanya, Role.SPEAKERS_OFFICE)
    address = f"{WARD}raise/"
    asked = client.get(address).content.decode()
    assert "<form" in asked
    assert "This ward is part of Khanya, and its own site says who receives what you write." in asked
    assert f'<a href="{OWN}{address}">Open this page on khanya.example.org</a>' in asked
    own = visitor_of(khanya).get(address).content.decode()
    assert "What would you like to say?" in own
    assert "Open this page on" not in own
