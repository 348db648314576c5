"""Which page is shown where a language has none of its own."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.models import Locale

from cms.models import HomePage
from cms.queries.homes import homes_of
from cms.queries.pages import page_here
from tests.cms.sites import SiteCast

pytestmark = pytest.mark.django_db


def shown(rf: RequestFactory, language: str) -> str | None:
    with override(language):
        page = page_here(rf.get("/"), HomePage)
    return page and page.locale.language_code


def test_the_language_of_the_address_comes_first_then_the_original_and_no_third(
    rf: RequestFactory, site: SiteCast
) -> None:
    homes = {home.locale.language_code: home.specific for home in homes_of(site.municipality)}
    assert homes.keys() == {"en", "zu"}
    assert [shown(rf, "en"), shown(rf, "zu")] == ["en", "zu"]
    homes["zu"].unpublish()
    assert shown(rf, "zu") == "en"
    homes["en"].unpublish()
    homes["zu"].save_revision().publish()
    assert [shown(rf, "en"), shown(rf, "zu")] == [None, "zu"]


def test_a_third_language_falls_back_to_the_original_whichever_page_is_older(
    rf: RequestFactory, site: SiteCast
) -> None:
    homes = {home.locale.language_code: home for home in homes_of(site.municipality)}
    # The page in isiZulu becomes the older one.
    locales = {code: Locale.objects.get(language_code=code) for code in homes}
    HomePage.objects.filter(pk=homes["en"].pk).update(locale=Locale.objects.create(language_code="xh"))
    HomePage.objects.filter(pk=homes["zu"].pk).update(locale=locales["en"])
    HomePage.objects.filter(pk=homes["en"].pk).update(locale=locales["zu"])
    assert shown(rf, "xh") == "en"
