"""What every public page of the wards has in common."""

import pytest
from django.test import Client

from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from tests.wards.places import PlaceFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "/wards/",
    "/wards/?q=thutong",
    "/wards/?q=xyzzy",
    "/wards/in/ZZ-KHA/",
    "/wards/map/",
    "/wards/map/?lat=-29.995&lon=-9.995",
    "/wards/KHA001/",
]


@pytest.fixture(autouse=True)
def _khanya() -> None:
    wards = make_grid(3, 3, municipality=MunicipalityFactory(code="KHA"))
    CouncillorTermFactory(ward=wards[0])
    PlaceFactory()


@pytest.mark.parametrize("page", PAGES)
def test_it_sets_no_cookie_and_varies_with_none(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in answer.content


@pytest.mark.parametrize("page", PAGES)
def test_it_is_the_same_for_somebody_who_is_signed_in(client: Client, admin_client: Client, page: str) -> None:
    assert client.get(page).content == admin_client.get(page).content


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_has_it_gets_304(client: Client, page: str) -> None:
    first = client.get(page, headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert client.get(page, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", PAGES)
def test_shared_caches_keep_it_unless_somebody_asked_something(client: Client, page: str) -> None:
    kept = client.get(page)["Cache-Control"]
    assert kept == ("max-age=60, private" if "?" in page else "max-age=60, public")


@pytest.mark.parametrize("page", PAGES)
def test_it_runs_no_inline_code_and_loads_nothing_from_elsewhere(client: Client, page: str) -> None:
    content = client.get(page).content.decode()
    assert "style=" not in content
    assert "<style" not in content
    assert "<script>" not in content
    assert "http://" not in content.replace("http://www.w3.org", "").replace("http://testserver", "")
    # The vocabulary of structured data is a name; nothing is fetched from there.
    assert "https://" not in content.replace('"@context":"https://schema.org"', "")


@pytest.mark.parametrize("page", PAGES)
def test_it_is_only_read(client: Client, page: str) -> None:
    assert client.post(page).status_code == 405
