"""Each page can be read in each language at an address of its own, and says so."""

import re

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.admin.localization import get_available_admin_languages
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile

from cms.catalogues import confirmation
from cms.catalogues.files import read_catalogue
from cms.catalogues.merging import progress
from cms.queries.languages import address_in, languages_of, offered_languages
from tests.engagement.cast import assemble
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/wards/", "/track/", "/accounts/login/"]


def read(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def switch(page: str) -> str:
    return page.split('<nav class="languages"', 1)[1].split("</nav>", 1)[0]


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("/", "zu", "/zu/"),
        ("/zu/", "en", "/"),
        ("/wards/in/ZA-XYZ/", "zu", "/zu/wards/in/ZA-XYZ/"),
        ("/zu/wards/", "en", "/wards/"),
        ("/zu/wards/", "zu", "/zu/wards/"),
        ("/zululand/", "zu", "/zu/zululand/"),
    ],
)
def test_an_address_changes_its_language_and_nothing_else(path: str, language: str, expected: str) -> None:
    assert address_in(path, language) == expected


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_leads_to_itself_in_the_other_language(client: Client, address: str) -> None:
    english, zulu = switch(read(client, address)), switch(read(client, f"/zu{address}"))
    assert '<span lang="en" aria-current="true">English</span>' in english
    assert f'<a href="/zu{address}" lang="zu" hreflang="zu" rel="alternate">isiZulu</a>' in english
    assert '<span lang="zu" aria-current="true">isiZulu</span>' in zulu
    assert f'<a href="{address}" lang="en" hreflang="en" rel="alternate">English</a>' in zulu


def test_the_switch_keeps_what_was_asked(client: Client) -> None:
    assert 'href="/zu/wards/?q=Thutong&amp;page=2"' in switch(read(client, "/wards/?q=Thutong&page=2"))


def test_behind_a_form_that_was_sent_the_switch_opens_the_page_anew(client: Client) -> None:
    page = client.post("/zu/accounts/login/?next=/my/", {"login": "typed", "password": "secret"}).content.decode()
    assert 'href="/accounts/login/?next=/my/"' in switch(page)
    assert "secret" not in page


def test_a_page_says_its_language_to_browsers_and_caches(client: Client) -> None:
    for address, language in (("/", "en"), ("/zu/", "zu"), ("/zu/nowhere/", "zu")):
        answer = client.get(address)
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in answer.content.decode()


def test_search_engines_are_told_of_each_language(client: Client) -> None:
    page = read(client, "/zu/wards/?q=Thutong")
    assert '<link rel="canonical" href="http://testserver/zu/wards/">' in page
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page) == [
        ("en", "http://testserver/wards/"),
        ("zu", "http://testserver/zu/wards/"),
        ("x-default", "http://testserver/wards/"),
    ]


@pytest.mark.parametrize("address", ["/nowhere/", "/zu/wards/no-such-code/"])
def test_search_engines_are_told_of_no_page_that_is_not_there(client: Client, address: str) -> None:
    page = read(client, address)
    assert 'rel="canonical"' not in page
    assert '<link rel="alternate"' not in page
    assert "isiZulu" in switch(page)


@pytest.mark.parametrize("address", ["/", "/wards/", "/nowhere/"])
def test_the_address_alone_decides(client: Client, address: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zu"
    answer = client.get(address, headers={"accept-language": "zu"})
    assert '<html lang="en">' in answer.content.decode()
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    assert '<html lang="zu">' in read(client, f"/zu{address}", **{"accept-language": "en"})


def test_a_request_leaves_no_language_behind(client: Client) -> None:
    assert client.get("/zu/wards/").status_code == 200
    assert reverse("wards:index") == "/wards/"


@pytest.mark.parametrize("path", ["/admin/", "/healthz", "/wards/find.json", "/documents/1/x.pdf"])
def test_what_has_no_language_offers_none(rf: RequestFactory, path: str) -> None:
    assert languages_of(rf.get(path)).versions == []


def test_without_a_request_a_page_still_says_its_words() -> None:
    with translation.override("zu"):
        assert languages_of(None).versions == []
        assert languages_of(None).is_unconfirmed


# Wagtail's pages: an address in a language exists only where the page does


@pytest.fixture
def home() -> Page:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def zulu() -> Locale:
    return Locale.objects.get_or_create(language_code="zu")[0]


def publish(page: Page, title: str, slug: str, *, live: bool = True) -> Page:
    return page.add_child(instance=Page(title=title, slug=slug, locale=page.locale, live=live))


def shown(page: Page, rf: RequestFactory) -> list[tuple[str, str, bool]]:
    found = languages_of(rf.get(page.get_url()), page)
    return [(version.code, version.url, version.is_same_page) for version in found.versions]


def test_a_page_leads_to_its_translation(home: Page, zulu: Locale, rf: RequestFactory) -> None:
    home.copy_for_translation(zulu).save_revision().publish()
    page = publish(home, "Water", "water")
    translated = page.copy_for_translation(zulu)
    translated.slug = "amanzi"
    translated.save_revision().publish()
    assert shown(page, rf) == [("en", "/water/", True), ("zu", "/zu/amanzi/", True)]


def test_a_page_without_one_leads_to_the_nearest_page_above_that_has_one(
    home: Page, zulu: Locale, rf: RequestFactory
) -> None:
    home.copy_for_translation(zulu).save_revision().publish()
    section = publish(home, "News", "news")
    page = publish(section, "Water", "water")
    assert shown(page, rf)[1] == ("zu", "/zu/", False)
    section.copy_for_translation(zulu).save_revision().publish()
    assert shown(page, rf)[1] == ("zu", "/zu/news/", False)
    page.copy_for_translation(zulu)  # a draft is no page yet
    assert shown(page, rf)[1] == ("zu", "/zu/news/", False)


def test_an_alias_is_offered_to_readers_and_is_no_translation_to_search_engines(
    home: Page, zulu: Locale, rf: RequestFactory
) -> None:
    home.copy_for_translation(zulu).save_revision().publish()
    page = publish(home, "Water", "water")
    alias = page.copy_for_translation(zulu, alias=True)
    assert shown(page, rf)[1] == ("zu", alias.get_url(), True)
    for each, language in ((page, "en"), (alias, "zu")):
        with translation.override(language):
            found = languages_of(rf.get(each.get_url()), each)
        assert [version.code for version in found.same_pages] == ["en"]


def test_the_translations_of_a_page_cost_a_fixed_number_of_statements(
    home: Page, rf: RequestFactory, django_assert_num_queries
) -> None:
    page = publish(publish(home, "News", "news"), "Water", "water")
    request = rf.get(page.get_url(rf.get("/")))
    offered_languages(request)
    with django_assert_num_queries(2):
        languages_of(request, page)


# Until a speaker has read it


def test_a_page_says_in_its_language_that_nobody_confirmed_it(client: Client) -> None:
    foot = read(client, "/zu/wards/?q=Thutong").split("<footer", 1)[1]
    assert "isiZulu" in foot.split('<p class="unconfirmed">', 1)[1]
    assert '<a href="/wards/?q=Thutong" lang="en" hreflang="en">Read this page in English</a>' in foot
    assert "unconfirmed" not in read(client, "/wards/")


def test_a_confirmed_catalogue_says_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.queries.languages.is_unconfirmed", lambda _language: False)
    assert "unconfirmed" not in read(client, "/zu/wards/")


def test_what_the_foot_says_is_what_the_catalogue_holds() -> None:
    done = progress(read_catalogue("zu"))
    assert confirmation.is_unconfirmed("zu") is (done.confirmed < done.sentences)
    assert not confirmation.is_unconfirmed("en")


# The workspace has no language in its address: each person chooses


def test_staff_choose_the_language_of_their_workspace() -> None:
    moderator = assemble().moderator
    browser = browser_of(moderator)
    address = reverse("wagtailadmin_home")
    assert "What waits for you" in browser.get(address).content.decode()
    UserProfile.objects.update_or_create(user=moderator, defaults={"preferred_language": "zu"})
    assert "Okukulindile" in browser.get(address).content.decode()
    assert [code for code, _name in get_available_admin_languages()] == ["en", "zu"]
