"""No slip in the workspace takes a site's front door or its menu away."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.models import HomePage, NewsPage
from cms.models.lasting import Lasting
from cms.queries.homes import pages_of
from cms.services.sites import SECTIONS
from tests.cms.workspace.towns import Town
from tests.engagement.sessions import browser_of

ONE_BY_ONE = ("unpublish", "delete")
STAYS = "The home page and the menu&#x27;s sections stay on the site."


def lasting_pages(town: Town) -> list[Page]:
    return [page for page in pages_of(town.municipality).specific() if isinstance(page, Lasting)]


def operator() -> Client:
    return browser_of(get_user_model().objects.create_superuser("operator@example.org"))


def test_home_and_every_section_last_in_every_language(own: Town) -> None:
    kinds = [type(page) for page in lasting_pages(own)]
    assert sorted(kind.__name__ for kind in kinds) == sorted(
        kind.__name__ for kind in [HomePage, *(section.model for section in SECTIONS)] * 2
    )


@pytest.mark.parametrize("action", ONE_BY_ONE)
def test_a_publisher_takes_none_of_them_away_and_is_told_why(own: Town, action: str) -> None:
    browser = own.browser("publisher")
    for page in lasting_pages(own):
        assert browser.post(f"/admin/pages/{page.pk}/{action}/")["Location"] == f"/admin/pages/{page.pk}/"
    assert STAYS in browser.get(f"/admin/pages/{own.home.pk}/{action}/", follow=True).text
    assert all(page.live for page in lasting_pages(own))
    assert len(lasting_pages(own)) == 14
    # What is no section goes.
    browser.post(f"/admin/pages/{own.live.pk}/{action}/")
    assert not Page.objects.filter(pk=own.live.pk, live=True).exists()


@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
def test_several_at_once_stay_too(own: Town, action: str) -> None:
    browser = own.browser("publisher")
    ids = "&".join(f"id={page.pk}" for page in [*lasting_pages(own), own.draft])
    address = f"/admin/bulk/wagtailcore/page/{action}/?{ids}"
    before = {page.pk: page.path for page in lasting_pages(own)}
    assert STAYS in browser.get(address).text
    browser.post(address, {"include_descendants": "on", "wagtail_site_name": "Imbizo", "chooser": own.home_zu.pk})
    assert {page.pk: page.path for page in lasting_pages(own) if page.live} == before


def test_where_nothing_stays_nothing_is_said(own: Town) -> None:
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={own.live.pk}"
    assert STAYS not in own.browser("publisher").get(address).text


def test_a_section_is_not_moved_to_another_place(own: Town) -> None:
    browser = own.browser("publisher")
    address = f"/admin/pages/{own.news.pk}/move/"
    browser.post(f"{address}{own.home_zu.pk}/confirm/")
    assert browser.get(address).status_code == 302
    assert own.news.get_parent() == own.home.page_ptr


def test_the_workspace_offers_what_takes_a_page_away_where_it_may_go(own: Town) -> None:
    browser = own.browser("publisher")
    sections, pages = (browser.get(f"/admin/pages/{page.pk}/").text for page in (own.home, own.news))
    assert f"/admin/pages/{own.live.pk}/unpublish/" in pages
    assert f"/admin/pages/{own.news.pk}/edit/" in sections
    for action in (*ONE_BY_ONE, "move"):
        assert f"/admin/pages/{own.news.pk}/{action}/" not in sections + pages


def test_no_date_is_set_at_which_one_goes(own: Town) -> None:
    browser = own.browser("publisher")
    assert 'name="expire_at"' in browser.get(f"/admin/pages/{own.live.pk}/edit/").text
    for page in (own.home, own.news):
        form = browser.get(f"/admin/pages/{page.pk}/edit/")
        assert form.status_code == 200
        assert 'name="expire_at"' not in form.text


def test_a_date_that_a_script_set_takes_no_page_away(own: Town) -> None:
    past = timezone.now() - timedelta(hours=1)
    for page in (own.home, own.live):
        page = page.specific_class.objects.get(pk=page.pk)
        page.expire_at = past
        page.save_revision().publish()
        page.expire_at = past
        page.save()
    call_command("publish_scheduled")
    assert HomePage.objects.get(pk=own.home.pk).live
    assert not NewsPage.objects.get(pk=own.live.pk).live


def test_an_operator_may(own: Town) -> None:
    browser = operator()
    browser.post(f"/admin/pages/{own.news.pk}/unpublish/")
    assert not Page.objects.get(pk=own.news.pk).live
    browser.post(f"/admin/pages/{own.news.pk}/delete/")
    assert not Page.objects.filter(pk=own.news.pk).exists()
