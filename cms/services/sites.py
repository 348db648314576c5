"""Founding the site of a municipality."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Collection, Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cms.models import (
    DocumentIndexPage,
    EventIndexPage,
    HomePage,
    NewsIndexPage,
    NoticeIndexPage,
    ServiceIndexPage,
    SiteSettings,
    WardIndexPage,
)
from cms.services.site_staff import SiteGroups, found_groups
from wards.models import Municipality
from wards.services.public_pages import note_public_change_everywhere

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
"""What stands between // and the port in an address (RFC 1123, section 2.1)."""


class SiteError(Exception):
    """A site cannot be founded; the message says why and what to do."""


@dataclass(frozen=True)
class FoundedSite:
    """What stands after founding."""

    site: Site
    collection: Collection
    groups: SiteGroups


@dataclass(frozen=True)
class _Section:
    """One page right under the home page; `title` is called in the language that the page is of."""

    model: type[Page]
    slug: str
    in_menu: bool

    def title(self) -> str:
        return {
            "wards": gettext("Wards"),
            "services": gettext("Services"),
            "news": gettext("News"),
            "notices": gettext("Notices"),
            "meetings": gettext("Meetings"),
            "documents": gettext("Documents"),
        }[self.slug]


SECTIONS = (
    _Section(WardIndexPage, "wards", in_menu=True),
    _Section(ServiceIndexPage, "services", in_menu=True),
    _Section(NewsIndexPage, "news", in_menu=True),
    _Section(NoticeIndexPage, "notices", in_menu=False),
    _Section(EventIndexPage, "meetings", in_menu=True),
    _Section(DocumentIndexPage, "documents", in_menu=False),
)


@transaction.atomic
def make_site(*, municipality: Municipality, hostname: str, port: int = 80) -> FoundedSite:
    """Give a municipality its site: pages in every language, a host, a collection, groups and a workflow of its own.

    Run again it changes what is given (the host) and adds what is missing, such as the pages of a new language.

    Args:
        hostname: under which browsers ask for it, without a port: "www.example.org".
        port: 443 where the site is served by HTTPS, 80 by HTTP.

    Raises:
        SiteError: another municipality has this host.
    """
    municipality = Municipality.objects.select_for_update(of=["self"], no_key=True).get(pk=municipality.pk)
    languages = make_locales()
    site = _found_host(municipality, hostname.lower(), port, _found_home(municipality, languages[0]))
    original = site.root_page.specific.get_translation(languages[0])
    for language in languages:
        _found_pages(original, language)
    collection = _found_collection(municipality)
    SiteSettings.objects.get_or_create(site=site, defaults={"name": municipality.name[:80]})
    note_public_change_everywhere()
    return FoundedSite(site, collection, found_groups(municipality=municipality, collection=collection))


def make_locales() -> list[Locale]:
    """Every language of the installation, the original first; the others take over what is written in it."""
    codes = [settings.LANGUAGE_CODE, *(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in codes]
    for locale in locales[1:]:
        LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": locales[0]})
    return locales


def _found_home(municipality: Municipality, language: Locale) -> HomePage:
    if municipality.site and isinstance(municipality.site.root_page.specific, HomePage):
        return municipality.site.root_page.specific
    with override(language.language_code):
        home = HomePage(
            title=municipality.name,
            slug=f"{municipality.key}-{language.language_code}".lower(),
            locale=language,
            **_home_words(),
        )
    Page.get_first_root_node().add_child(instance=home)
    return home


def _found_host(municipality: Municipality, hostname: str, port: int, home: HomePage) -> Site:
    if not HOST.fullmatch(hostname):
        raise SiteError(f"{hostname!r} is not a host. Give the name alone, such as www.example.org, without a port.")
    taken = Municipality.objects.filter(site__hostname=hostname).exclude(pk=municipality.pk).first()
    if taken:
        raise SiteError(f"{hostname} is the site of {taken}. Choose another name, or give {taken} another one first.")
    site = municipality.site or Site.objects.filter(hostname=hostname, port=port).first() or Site()
    former = site.root_page if site.pk else None
    site.hostname, site.port, site.root_page, site.site_name = hostname, port, home, municipality.name
    site.save()
    if municipality.site_id != site.pk:
        municipality.site = site
        municipality.save(update_fields=["site"])
    _forget_welcome_page(former)
    return site


def _forget_welcome_page(page: Page | None) -> None:
    """Take away the page that Wagtail's installation plants, and its aliases, once nothing stands on it."""
    if page is None or page.specific_class is not Page:
        return
    for each in page.get_translations(inclusive=True):
        if each.is_leaf() and not each.sites_rooted_here.exists():
            each.delete()


def _found_pages(original: HomePage, language: Locale) -> None:
    """The home page and its sections in one language: the originals, or pages of their own with its words."""
    if original.locale_id == language.pk:
        for section in SECTIONS:
            if not section.model.objects.child_of(original).exists():
                _found_section(section, original, language)
        return
    home = _found_in_language(original, language, _home_words)
    for section in SECTIONS:
        # One that an editor made by hand need not be a translation.
        if not section.model.objects.child_of(home).filter(alias_of=None).exists():
            source = section.model.objects.child_of(original).first()
            _found_in_language(source, language, lambda section=section: {"title": section.title()})


def _found_section(section: _Section, home: HomePage, language: Locale) -> None:
    with override(language.language_code):
        title = section.title()
    page = section.model(title=title, slug=section.slug, show_in_menus=section.in_menu, locale=language)
    home.add_child(instance=page)


def _home_words() -> dict[str, str]:
    """What a new home page says, in the language in use."""
    return {
        "heading": gettext("Speak to your ward. See it answered."),
        "introduction": gettext("Find your councillor, tell them what matters, and follow it until it is answered."),
    }


def _found_in_language(source: Page, language: Locale, words: Callable[[], dict[str, str]]) -> Page:
    """A page in another language, with that language's words unless an editor gave it some.

    An alias counts as missing: synchronising the trees makes one of every page as soon as a language is there, and what
    it says is the original's. Where the catalogue has no words of the language, it stays an alias until there are some.

    Args:
        words: called in a language, the fields of the page with their words.
    """
    page = source.get_translation_or_none(language)
    if page and page.alias_of_id is None:
        return page
    with override(settings.LANGUAGE_CODE):
        untranslated = words()
    with override(language.language_code):
        translated = words()
    if translated == untranslated:
        return page or source.copy_for_translation(language, alias=True)
    if page:
        ConvertAliasPageAction(page).execute()
    else:
        page = source.copy_for_translation(language)
    for name, said in translated.items():
        setattr(page, name, said)
    page.draft_title, page.live = page.title, True
    page.save_revision().publish()
    return page


def _found_collection(municipality: Municipality) -> Collection:
    """Where its pictures and documents lie. The root collection is nobody's: what lies there, everybody would see."""
    name = f"{municipality.key} {municipality.name}"
    return Collection.objects.filter(name__startswith=f"{municipality.key} ").first() or (
        Collection.get_first_root_node().add_child(name=name)
    )
