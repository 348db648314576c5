"""In which languages a page can be read, and at which address in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_resolver, get_script_prefix, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language, get_language_from_path, get_language_info, override
from wagtail.models import Page

from cms.catalogues.confirmation import is_unconfirmed
from cms.queries.site_settings import settings_here


@dataclass(frozen=True)
class LanguageVersion:
    """One language that a page is offered in.

    `url` is an address on this host, with the query that was asked, `path` the same without it. `is_same_page` is false
    where the page itself has no translation and the address is that of the nearest page above that has one; `is_alias`
    where the words there are those of the original.
    """

    code: str
    name: str
    url: str
    path: str
    is_current: bool
    is_same_page: bool
    is_alias: bool = False


@dataclass(frozen=True)
class PageLanguages:
    """What a page says about its languages.

    `versions` is empty where the address has one language alone; `language` is the own name of the one that is shown.
    """

    versions: list[LanguageVersion]
    language: str
    is_unconfirmed: bool

    @property
    def current(self) -> LanguageVersion | None:
        """The page as it is shown."""
        return next((version for version in self.versions if version.is_current), None)

    @property
    def original(self) -> LanguageVersion | None:
        """The page in the language that the interface is written in."""
        return next((version for version in self.versions if version.code == settings.LANGUAGE_CODE), None)

    @property
    def same_pages(self) -> list[LanguageVersion]:
        """This page in each language that it is written in: what search engines are told."""
        return [version for version in self.versions if version.is_same_page and not version.is_alias]


def offered_languages(request: HttpRequest | None) -> list[str]:
    """Codes of the languages that the site of this request is offered in, in the order of the language switch.

    The one place that decides: those that the site's settings name, else all of `LANGUAGES`; always the original.
    """
    known = settings_here(request) if request else None
    chosen = set(known.languages) | {settings.LANGUAGE_CODE} if known and known.languages else None
    return [code for code, _name in settings.LANGUAGES if chosen is None or code in chosen]


def languages_of(request: HttpRequest | None, page: Page | None = None) -> PageLanguages:
    """The versions of what a request shows.

    Args:
        page: the Wagtail page that is shown, if it is one. Its translations cost two statements; without one, none.
    """
    language = get_language() or settings.LANGUAGE_CODE
    unconfirmed = is_unconfirmed(language)
    if request is None or not _is_in_languages(request.path_info):
        return PageLanguages([], _own_name(language), unconfirmed)
    return PageLanguages(list(_versions(request, page, language)), _own_name(language), unconfirmed)


def _versions(request: HttpRequest, page: Page | None, language: str) -> Iterator[LanguageVersion]:
    translations = _Translations(request, page)
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    for code in offered_languages(request):
        path = request.path if code == language else address_in(request.path_info, code)
        is_same_page, is_alias = True, False
        if page and _is_a_wagtail_address(path, code):
            if code == language:
                is_alias = page.alias_of_id is not None
            else:
                path, is_same_page, is_alias = translations.address(code)
        yield LanguageVersion(
            code=code,
            name=_own_name(code),
            url=path + query if is_same_page else path,
            path=path,
            is_current=code == language,
            is_same_page=is_same_page,
            is_alias=is_alias,
        )


def address_in(path: str, language: str) -> str:
    """The address of a page in another language: the same path behind that language's prefix, or behind none."""
    prefix = get_language_from_path(path)
    rest = path.removeprefix(f"/{prefix}/") if prefix else path.removeprefix("/")
    return get_script_prefix() + ("" if language == settings.LANGUAGE_CODE else f"{language}/") + rest


def _own_name(language: str) -> str:
    return get_language_info(language)["name_local"]


def _is_in_languages(path: str) -> bool:
    """Whether an address is one of those that carry a language; data, files and the workspace carry none."""
    return not any(
        _matches(pattern, path)
        for pattern in get_resolver().url_patterns
        if not isinstance(pattern.pattern, LocalePrefixPattern)
    )


def _matches(pattern: object, path: str) -> bool:
    try:
        return bool(pattern.resolve(path.removeprefix("/")))
    except Resolver404:
        return False


def _is_a_wagtail_address(path: str, language: str) -> bool:
    """Whether Wagtail's page tree answers there, which has an address in a language only where it has a page."""
    try:
        with override(language):
            return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return False


class _Translations:
    """The live translations of a page and of those above it, read once."""

    def __init__(self, request: HttpRequest, page: Page | None) -> None:
        self._request, self._page = request, page
        self._found: dict[tuple[str, object], Page] | None = None

    def address(self, language: str) -> tuple[str, bool, bool]:
        """Where the page is read in a language, or the nearest page above it; whether it is that page; an alias."""
        if self._found is None:
            self._read()
        for above in self._line:
            translation = self._found.get((language, above.translation_key))
            if translation and (url := translation.get_url(self._request)):
                return url, above.pk == self._page.pk, translation.alias_of_id is not None
        return address_in("/", language), False, False

    def _read(self) -> None:
        self._line = [self._page, *self._page.get_ancestors().filter(depth__gt=1).order_by("-depth")]
        keys = [page.translation_key for page in self._line]
        pages = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
        self._found = {(page.locale.language_code, page.translation_key): page for page in pages}
