"""A municipality's site is founded once, with everything that belongs to it."""

import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Revision, Site, Workflow, WorkflowPage

from cms.models import HomePage, NewsIndexPage, ServiceIndexPage, SiteSettings
from cms.queries.homes import homes_of, pages_of
from cms.services.sites import SECTIONS, SiteError, make_site
from engagement.enums import Role
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff

pytestmark = pytest.mark.django_db


def rows() -> list[int]:
    models = (Page, Site, Collection, Group, GroupPagePermission, Workflow, WorkflowPage, SiteSettings)
    return [model.objects.count() for model in models]


def test_it_has_a_home_page_and_every_section_in_every_language(site: SiteCast) -> None:
    assert {home.locale.language_code for home in homes_of(site.municipality)} == {"en", "zu"}
    for home in homes_of(site.municipality):
        kinds = {type(page.specific) for page in home.get_children()}
        assert kinds == {section.model for section in SECTIONS}
        assert all(page.live for page in home.get_children())


def test_sections_have_titles_of_their_language(site: SiteCast) -> None:
    titles = {page.locale.language_code: page.title for page in NewsIndexPage.objects.all()}
    assert titles["en"] == "News"
    assert titles["zu"] != "News"


def test_founded_twice_it_stands_once(site: SiteCast) -> None:
    once = rows()
    make_site(municipality=site.municipality, hostname="localhost", port=80)
    assert rows() == once


def test_run_again_it_moves_to_another_host(site: SiteCast) -> None:
    make_site(municipality=site.municipality, hostname="WWW.example.org", port=443)
    site.municipality.refresh_from_db()
    assert (site.municipality.site.hostname, site.municipality.site.port) == ("www.example.org", 443)


def test_a_host_belongs_to_one_municipality(site: SiteCast) -> None:
    other = site.cast.elsewhere
    with pytest.raises(SiteError, match="localhost is the site of Municipality KHA"):
        make_site(municipality=other, hostname="localhost", port=80)
    other.refresh_from_db()
    assert other.site is None
    assert HomePage.objects.filter(title=other.name).count() == 0


@pytest.fixture
def _xhosa(settings: Any) -> None:
    """A language that was not there when the site was founded."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("xh", "isiXhosa")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES


@pytest.fixture
def _xhosa_catalogue(settings: Any, tmp_path: Path) -> None:
    """Its words for the home page and one section."""
    words = {
        "": "Content-Type: text/plain; charset=UTF-8\\n",
        "Speak to your ward. See it answered.": "Thetha newadi yakho.",
        "News": "Iindaba",
    }
    folder = tmp_path / "xh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    lines = [f'msgid "{said}"\nmsgstr "{word}"\n' for said, word in words.items()]
    (folder / "django.po").write_text("\n".join(lines))
    subprocess.run(["msgfmt", "-o", folder / "django.mo", folder / "django.po"], check=True)
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]


def found_again(site: SiteCast) -> Locale:
    make_site(municipality=site.municipality, hostname="localhost", port=80)
    return Locale.objects.get(language_code="xh")


@pytest.mark.usefixtures("_xhosa", "_xhosa_catalogue")
def test_a_language_that_comes_later_speaks_from_its_catalogue(site: SiteCast, client: Client) -> None:
    language = found_again(site)
    home = HomePage.objects.get(locale=language)
    assert (home.alias_of_id, home.heading, home.live) == (None, "Thetha newadi yakho.", True)
    news = NewsIndexPage.objects.get(locale=language)
    assert (news.alias_of_id, news.title, news.draft_title, news.live) == (None, "Iindaba", "Iindaba", True)
    assert news.slug == "news"
    page = client.get("/xh/").content.decode()
    assert "Thetha newadi yakho." in page
    assert "Iindaba" in page
    assert client.get("/xh/news/").status_code == 200


@pytest.mark.usefixtures("_xhosa", "_xhosa_catalogue")
def test_what_the_catalogue_has_no_words_for_stays_marked_as_the_original(site: SiteCast) -> None:
    language = found_again(site)
    services = ServiceIndexPage.objects.get(locale=language)
    assert (services.title, services.live) == ("Services", True)
    assert services.alias_of_id == ServiceIndexPage.objects.get(locale__language_code="en").pk


@pytest.mark.usefixtures("_xhosa", "_xhosa_catalogue")
def test_run_again_it_leaves_what_an_editor_wrote(site: SiteCast) -> None:
    language = found_again(site)
    home, news = HomePage.objects.get(locale=language), NewsIndexPage.objects.get(locale=language)
    home.heading, news.title = "Molo", "Ezintsha"
    for page in (home, news):
        page.save_revision().publish()
    before = rows(), Revision.objects.count(), list(Page.objects.order_by("pk").values())
    found_again(site)
    assert (rows(), Revision.objects.count(), list(Page.objects.order_by("pk").values())) == before
    assert HomePage.objects.get(locale=language).heading == "Molo"


@pytest.mark.usefixtures("_xhosa")
def test_a_language_that_comes_later_gets_its_sections(site: SiteCast) -> None:
    news = site.news()
    make_site(municipality=site.municipality, hostname="localhost", port=80)
    xhosa = Locale.objects.get(language_code="xh")
    home = homes_of(site.municipality).get(locale=xhosa)
    assert {type(page.specific) for page in home.get_children()} == {section.model for section in SECTIONS}
    assert news.get_translation(xhosa).alias_of_id == news.pk
    assert site.ward_page().get_translation(xhosa).live
    editors = Group.objects.get(name=f"{site.municipality.key} editor")
    assert GroupPagePermission.objects.filter(group=editors, page=home).exists()
    assert WorkflowPage.objects.filter(page=home).exists()


def test_pages_of_one_municipality_are_none_of_anothers(site: SiteCast) -> None:
    other = site.cast.elsewhere
    make_site(municipality=other, hostname="other.example.org", port=80)
    other.refresh_from_db()
    assert pages_of(other).count() > 0
    assert not pages_of(other).filter(pk__in=pages_of(site.municipality)).exists()


def test_groups_follow_roles(site: SiteCast) -> None:
    user = make_staff(site.municipality, Role.EDITOR)
    assert [group.name for group in user.groups.all()] == [f"{site.municipality.key} editor"]
    out = StringIO()
    call_command("appoint", user.email, municipality=site.municipality.code, role=[Role.PUBLISHER], stdout=out)
    assert f"{site.municipality.key} publisher" in [group.name for group in user.groups.all()]
    elsewhere = make_staff(site.cast.elsewhere, Role.EDITOR, Role.PUBLISHER)
    assert not elsewhere.groups.exists()


@pytest.mark.parametrize("host", ["https://www.example.org", "www.example.org/", "www.example.org:8000", "", "-a"])
def test_a_host_is_a_name_alone(site: SiteCast, host: str) -> None:
    with pytest.raises(SiteError, match="is not a host"):
        make_site(municipality=site.cast.elsewhere, hostname=host, port=80)


def test_a_host_is_one_municipalitys_on_every_port(site: SiteCast) -> None:
    with pytest.raises(SiteError, match="Choose another name"):
        make_site(municipality=site.cast.elsewhere, hostname=site.municipality.site.hostname, port=8443)
