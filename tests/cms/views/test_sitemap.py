"""Search engines are told every public page of a host in each language, and nothing else."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.models import NewsPage, SiteSettings
from cms.queries import sitemap as module
from cms.services.ward_pages import keep_ward_pages
from engagement.ward_extension import SHOWN
from tests.cms.planted_sites import AT, plant_site, visitor_of, write_page
from tests.engagement.cast import assemble
from tests.standing import standing
from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db

HOST = "http://khanya.example.org"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        yield plant_site(MunicipalityFactory(name="Khanya", code="KHY"), "khanya.example.org")


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


def read(browser: Client, path: str = "/sitemap.xml") -> ElementTree.Element:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert not answer.cookies
    return ElementTree.fromstring(answer.content)


def addresses(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.findall(".//s:loc", NAMES)]


def test_every_live_page_of_the_site_is_listed_in_each_language(khanya: Municipality) -> None:
    ward = make_grid(1, 1, municipality=khanya)[0]
    keep_ward_pages(municipality=khanya, at=AT)
    write_page(khanya, NewsPage, "The pump works")
    listed = addresses(read(visitor_of(khanya)))
    expected = ["/", "/wards/", ward.get_absolute_url(), "/news/", "/news/the-pump-works/", "/zu/", "/zu/news/"]
    assert set(expected) <= {address.removeprefix(HOST) for address in listed}
    assert len(listed) == len(set(listed))


def test_each_page_names_its_other_languages_and_when_it_was_published(khanya: Municipality) -> None:
    page = write_page(khanya, NewsPage, "The pump works")
    root = read(visitor_of(khanya))
    entry = next(each for each in root if each.find("s:loc", NAMES).text == f"{HOST}/news/")
    links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
    assert links == {"en": f"{HOST}/news/", "zu": f"{HOST}/zu/news/"}
    alone = next(each for each in root if each.find("s:loc", NAMES).text == f"{HOST}/news/the-pump-works/")
    page.refresh_from_db()
    assert alone.find("s:lastmod", NAMES).text[:10] == f"{page.last_published_at:%Y-%m-%d}"


def test_an_alias_is_no_translation_but_the_page_of_a_ward_speaks_every_language(khanya: Municipality) -> None:
    ward = make_grid(1, 1, municipality=khanya)[0]
    keep_ward_pages(municipality=khanya, at=AT)
    write_page(khanya, NewsPage, "The pump works")
    assert visitor_of(khanya).get("/zu/news/the-pump-works/").status_code == 200
    listed = [address.removeprefix(HOST) for address in addresses(read(visitor_of(khanya)))]
    assert "/news/the-pump-works/" in listed
    assert "/zu/news/the-pump-works/" not in listed
    assert f"/zu{ward.get_absolute_url()}" in listed


def test_what_is_not_public_and_what_is_anothers_is_not_listed(khanya: Municipality) -> None:
    lwazi = plant_site(MunicipalityFactory(name="Lwazi", code="LWA"), "lwazi.example.org")
    write_page(lwazi, NewsPage, "Lwazi only")
    write_page(khanya, NewsPage, "Taken down").unpublish()
    closed = write_page(khanya, NewsPage, "For members")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.PASSWORD, password="x")
    text = " ".join(addresses(read(visitor_of(khanya))))
    for slug in ("lwazi-only", "taken-down", "for-members"):
        assert slug not in text
    assert "lwazi-only" in " ".join(addresses(read(visitor_of(lwazi))))


def test_languages_that_a_site_does_not_offer_are_not_listed(khanya: Municipality) -> None:
    SiteSettings.objects.filter(site=khanya.site).update(languages=["en"])
    assert not [address for address in addresses(read(visitor_of(khanya))) if "/zu/" in address]


def test_a_large_site_has_a_list_of_files_that_together_name_each_page_once(
    khanya: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = addresses(read(visitor_of(khanya)))
    monkeypatch.setattr(module, "PAGES_A_FILE", 4)
    browser = visitor_of(khanya)
    files = addresses(read(browser))
    assert len(files) == -(-len(whole) // 4)
    parts = [address for file in files for address in addresses(read(browser, file.removeprefix(HOST)))]
    assert sorted(parts) == sorted(whole)
    assert browser.get(f"/sitemap-{len(files) + 1}.xml").status_code == 404
    assert browser.get("/sitemap-0.xml").status_code == 404


def test_a_host_without_a_site_lists_the_wards_that_are_to_be_found_on_no_other(
    client: Client, khanya: Municipality
) -> None:
    elsewhere = make_grid(1, 1, municipality=khanya)[0]
    ward = make_grid(1, 1, municipality=MunicipalityFactory(code="NOS"), origin=(-12.0, -35.0))[0]
    listed = addresses(read(client))
    assert f"http://testserver{ward.get_absolute_url()}" in listed
    assert f"http://testserver{ward.municipality.get_absolute_url()}" in listed
    assert f"http://testserver/zu{ward.get_absolute_url()}" in listed
    assert f"http://testserver{elsewhere.get_absolute_url()}" not in listed


def test_crawlers_are_asked_to_leave_out_what_is_for_one_person_in_every_language(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    for path in ("admin", "accounts", "my", "track", "councillor", "search", "zu/my", "zu/accounts", "zu/search"):
        assert f"Disallow: /{path}/" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_each_host_names_its_own_sitemap(khanya: Municipality) -> None:
    assert f"Sitemap: {HOST}/sitemap.xml" in visitor_of(khanya).get("/robots.txt").content.decode()


def test_lists_of_concerns_stand_there_where_they_hold_more_than_the_wards_pages(client: Client) -> None:
    cast = assemble()
    for number in range(SHOWN):
        cast.published(email=f"{number}@example.org")
    assert f"http://testserver/wards/{cast.ward.code}/concerns/" not in addresses(read(client))
    cast.published(email="more@example.org")
    lists = [address for address in addresses(read(client)) if "/concerns/" in address]
    assert lists == [f"http://testserver{prefix}/wards/{cast.ward.code}/concerns/" for prefix in ("", "/zu")]
    here = visitor_of(plant_site(cast.municipality, "seaside.example.org"))
    assert f"http://seaside.example.org/wards/{cast.ward.code}/concerns/" in addresses(read(here))
    assert not [address for address in addresses(read(client)) if "/concerns/" in address]
