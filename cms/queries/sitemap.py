"""Every address that a search engine may know on a host, in each language that it is read in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.models import WardIndexPage, WardPage
from cms.queries.languages import offered_languages
from cms.queries.page_search import searchable_pages
from engagement.queries.concerns import wards_with_more_than
from engagement.ward_extension import SHOWN
from wards.models import Municipality, Ward
from wards.queries.municipalities import municipalities_in_force
from wards.queries.sites import municipality_of
from wards.queries.wards import wards_in_force

Named = tuple[str, list[str]]
"""The name of an address and its arguments."""
PAGES_A_FILE = 1000
"""As many pages as are asked for at once; the protocol of sitemaps allows 50,000 addresses in a file."""


@dataclass(frozen=True)
class SitemapEntry:
    """One address, when it was published last, and the same page in each language by the language's code."""

    url: str
    changed_at: datetime | None = None
    versions: dict[str, str] = field(default_factory=dict)


def count_sitemap_files(request: HttpRequest) -> int:
    """How many files the sitemap of a host has: at least one, the first with what is no page of a site."""
    municipality = municipality_of(request)
    pages = _pages(request, municipality).count() if municipality else 0
    return max(1, -(-pages // PAGES_A_FILE))


def sitemap_file(request: HttpRequest, number: int, at: datetime) -> list[SitemapEntry]:
    """The entries of one file, from 1.

    On a municipality's host they are the pages of its site, live and open, in the languages that it offers, its figures
    on answers and the long lists of concerns; elsewhere the front door, the finder, and the municipalities and wards
    that have no site to be found on.
    """
    municipality = municipality_of(request)
    if municipality is None:
        return list(_without_site(request, at)) if number == 1 else []
    first = (number - 1) * PAGES_A_FILE
    keys = list(_pages(request, municipality).order_by("pk").values_list("pk", flat=True)[first : first + PAGES_A_FILE])
    entries = list(_of_site(request, municipality, keys))
    if number == 1:
        wards = wards_in_force(at).filter(municipality=municipality)
        entries += _at(request, [("engagement:answers", []), *_lists_of_concerns(wards)])
    return entries


def _pages(request: HttpRequest, municipality: Municipality) -> Iterable[Page]:
    """Those with words of their own. An alias has none, but on pages of wards the registers speak every language."""
    kinds = ContentType.objects.get_for_models(WardIndexPage, WardPage).values()
    own_words = Q(alias_of=None) | Q(content_type__in=kinds)
    return searchable_pages(municipality).filter(own_words, locale__language_code__in=offered_languages(request))


def _of_site(request: HttpRequest, municipality: Municipality, keys: list[int]) -> Iterator[SitemapEntry]:
    """The pages with these keys; their other versions may stand in another file."""
    translations = _pages(request, municipality).filter(pk__in=keys).values("translation_key")
    found = _pages(request, municipality).filter(translation_key__in=translations)
    pages = list(found.prefetch_related("locale").specific().defer_streamfields())
    addresses: dict[object, dict[str, str]] = {}
    for page in pages:
        if address := page.get_url(request):
            versions = addresses.setdefault(page.translation_key, {})
            versions[page.locale.language_code] = request.build_absolute_uri(address)
    wanted = set(keys)
    for page in sorted(pages, key=lambda page: page.path):
        versions = addresses.get(page.translation_key, {})
        if page.pk in wanted and (url := versions.get(page.locale.language_code)):
            yield SitemapEntry(url, page.last_published_at, versions if len(versions) > 1 else {})


def _without_site(request: HttpRequest, at: datetime) -> Iterator[SitemapEntry]:
    wards = wards_in_force(at).filter(municipality__site=None).order_by("municipality", "number", "code")
    codes = list(wards.values_list("code", flat=True))
    municipalities = [body.key for body in municipalities_in_force(at) if body.site_id is None]
    names: list[Named] = [("home", []), ("wards:index", [])]
    names += [(name, [key]) for name in ("wards:municipality", "engagement:answers_of") for key in municipalities]
    names += [("wards:ward", [code]) for code in dict.fromkeys(codes)]
    yield from _at(request, [*names, *_lists_of_concerns(wards)])


def _lists_of_concerns(wards: QuerySet[Ward]) -> list[Named]:
    """Those that hold more than the pages of their wards."""
    codes = wards.filter(pk__in=wards_with_more_than(SHOWN)).values_list("code", flat=True)
    return [("engagement:ward_concerns", [code]) for code in dict.fromkeys(codes)]


def _at(request: HttpRequest, names: Iterable[Named]) -> Iterator[SitemapEntry]:
    """The entries of addresses that are no page of a site, in each language."""
    for name, arguments in names:
        versions = {code: request.build_absolute_uri(_in(code, name, arguments)) for code in offered_languages(request)}
        for url in versions.values():
            yield SitemapEntry(url, versions=versions if len(versions) > 1 else {})


def _in(language: str, name: str, arguments: list[str]) -> str:
    with override(language or settings.LANGUAGE_CODE):
        return reverse(name, args=arguments)
