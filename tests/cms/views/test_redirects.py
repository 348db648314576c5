"""An address that pages left leads on: where an operator said so, and by itself where a live page moved."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.models import NewsIndexPage, NewsPage, PlainPage
from tests.cms.planted_sites import plant_site
from tests.cms.sites import SiteCast

pytestmark = pytest.mark.django_db


Rename = Callable[[Page, str], None]


@pytest.fixture
def rename(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Rename:
    """Give a live page another address: what follows from it happens once the transaction is through."""

    def renamed(page: Page, slug: str) -> None:
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return renamed


def taken_down(site: SiteCast) -> NewsPage:
    page = site.news(slug="clinic")
    NewsPage.objects.get(pk=page.pk).unpublish()
    return page


def test_a_redirect_leads_on_from_a_page_that_was_taken_down(client: Client, site: SiteCast) -> None:
    taken_down(site)
    assert client.get("/news/clinic/").status_code == 410
    Redirect.add_redirect("/news/clinic", redirect_to="/services/", site=site.municipality.site)
    answer = client.get("/news/clinic/")
    assert (answer.status_code, answer["Location"]) == (301, "/services/")
    assert client.get("/zu/news/clinic/").status_code == 410
    Redirect.add_redirect("/zu/news/clinic", redirect_to="/zu/services/", is_permanent=False)
    answer = client.get("/zu/news/clinic/")
    assert (answer.status_code, answer["Location"]) == (302, "/zu/services/")


def test_a_redirect_leads_to_a_page_wherever_that_stands(client: Client, site: SiteCast) -> None:
    taken_down(site)
    new = site.news(slug="new-clinic")
    Redirect.add_redirect("/news/clinic", redirect_to=new)
    assert client.get("/news/clinic/?from=mail", follow=True).request["PATH_INFO"] == "/news/new-clinic/"


def test_a_redirect_to_its_own_address_leads_nowhere(client: Client, site: SiteCast) -> None:
    page = taken_down(site)
    Redirect.add_redirect("/news/clinic", redirect_to=page)
    assert client.get("/news/clinic/").status_code == 410


def test_a_live_page_whose_address_changed_is_found_at_the_old_one(
    client: Client, site: SiteCast, rename: Rename
) -> None:
    page = site.news(slug="clinic")
    rename(page, "new-clinic")
    assert client.get("/news/clinic/", follow=True).redirect_chain == [("/news/new-clinic/", 301)]
    # The other language keeps its own.
    assert client.get("/zu/news/clinic/").status_code == 200


def test_a_page_that_went_away_and_came_back_leads_nobody_in_a_circle(
    client: Client, site: SiteCast, rename: Rename
) -> None:
    page = site.news(slug="clinic")
    rename(page, "new-clinic")
    rename(page, "clinic")
    assert client.get("/news/clinic/").status_code == 200
    NewsPage.objects.get(pk=page.pk).unpublish()
    assert client.get("/news/clinic/").status_code == 410
    assert client.get("/news/new-clinic/", follow=True).status_code == 410


def test_pages_below_one_whose_address_changed_are_found_too(client: Client, site: SiteCast, rename: Rename) -> None:
    site.news(slug="clinic")
    rename(NewsIndexPage.objects.get(locale__language_code="en"), "latest")
    rename(NewsIndexPage.objects.get(locale__language_code="zu"), "izindaba")
    for old, new in (("/news/", "/latest/"), ("/news/clinic/", "/latest/clinic/")):
        assert client.get(old, follow=True).redirect_chain == [(new, 301)]
    for old, new in (("/zu/news/", "/zu/izindaba/"), ("/zu/news/clinic/", "/zu/izindaba/clinic/")):
        assert client.get(old, follow=True).redirect_chain == [(new, 301)]


def test_a_page_that_was_moved_is_found_where_it_stood(client: Client, site: SiteCast) -> None:
    home = site.municipality.site.root_page
    above, page = (home.add_child(instance=PlainPage(title=slug, slug=slug)) for slug in ("rules", "water"))
    page.move(above, pos="last-child")
    assert client.get("/water/", follow=True).redirect_chain == [("/rules/water/", 301)]


def test_what_moved_on_one_site_moved_on_no_other(client: Client, site: SiteCast, rename: Rename) -> None:
    elsewhere = plant_site(site.cast.elsewhere, "elsewhere.example.org")
    rename(NewsIndexPage.objects.get(path__startswith=site.municipality.site.root_page.path), "latest")
    assert client.get("/news/").status_code == 301
    assert client.get("/news/", headers={"host": elsewhere.site.hostname}).status_code == 200
    rename(NewsIndexPage.objects.get(path__startswith=elsewhere.site.root_page.path), "all")
    assert {redirect.site for redirect in Redirect.objects.filter(old_path="/news")} == {
        site.municipality.site,
        elsewhere.site,
    }
    assert client.get("/news/", headers={"host": elsewhere.site.hostname})["Location"].endswith("/all/")
