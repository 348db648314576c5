"""Middleware of the site as a whole."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation

from cms.queries.workspace import are_own, edits_pages
from cms.rules.workspace_addresses import Address, Thing, address_of
from cms.services.away import maintenance
from cms.views.errors import method_refused, unavailable

_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")
_LARGEST_KEY = 2**63 - 1
_WORDS = ("", "live", "earliest", "latest")
"""What stands in an address where a key could: nothing, and which version of a page is meant."""


class PlainAddressMiddleware:
    """Answer 404 to an address with control characters. No page has one, and PostgreSQL takes no NUL in a text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _CONTROL_CHARACTERS.search(request.path_info):
            raise Http404
        return self.get_response(request)


class AddressLanguageMiddleware:
    """Take a page's language from its address alone.

    Django's own also reads a cookie and what the browser prefers, and says so in `Vary`, so that caches would keep one
    copy of each page for every browser's list of languages. Here nobody is answered otherwise than the next person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class AdminContentPolicyMiddleware:
    """Give `/admin/` its own content security policy: Wagtail's editor needs inline style and script.

    A page that is previewed keeps the public one, and may stand in the editor's frame: it is made by a request that
    Wagtail invents on the way, and that no browser can send.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_dummy", False):
            response._csp_replace = {"frame-ancestors": ["'self'"]}
        return response


class WorkspaceScopeMiddleware:
    """Answer 404 in the workspace where a request leads to what is not the person's own.

    Wagtail checks permissions where something is changed, and seldom where something is merely picked or listed: its
    choosers, its API and a third of its pages show any record to anybody who is let in. `cms.rules.workspace_addresses`
    says which addresses there are for staff and what each names; all others are for superusers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> None:
        """Answer as if the page did not exist.

        Raises:
            Http404: the person may not see it, or not what the request names.
        """
        user, match = request.user, request.resolver_match
        if not request.path_info.startswith(reverse("wagtailadmin_home")) or user.is_superuser:
            return
        address = address_of(match.view_name)
        if address is None or (address.for_editors and not edits_pages(user)):
            raise Http404
        for thing, keys in _named(request, address, kwargs):
            if not are_own(user, thing, keys):
                raise Http404


def _named(request: HttpRequest, address: Address, kwargs: dict[str, Any]) -> Iterator[tuple[Thing, set[int]]]:
    """What a request names in its address, its query string and its form, where a word such as "root" is no key.

    Raises:
        Http404: what no record has as its key.
    """
    for name, thing in address.names.items():
        word = unquote(str(kwargs.get(name, "")))
        if word in _WORDS:
            continue
        keys = _keys([word])
        if not keys:
            raise Http404
        yield thing, keys
    for name, thing in address.sends.items():
        yield thing, _keys([*request.GET.getlist(name), *request.POST.getlist(name)])


def _keys(values: list[str]) -> set[int]:
    keys = set()
    for word in ",".join(values).split(","):
        # Read as the pages behind read it: "0_3" and "٣" are numbers to Python, and so to a query.
        with suppress(ValueError):
            keys.add(int(word))
    if any(not 0 <= key <= _LARGEST_KEY for key in keys):
        raise Http404
    return keys


class MaintenanceMiddleware:
    """Answer 503 while maintenance is on, to everybody; only what monitoring asks goes through."""

    WATCHED = ("/healthz", "/readyz")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = None if request.path_info in self.WATCHED else maintenance()
        if found is None:
            return self.get_response(request)
        at = timezone.now()
        until = found.until if found.is_told(at) else None
        return unavailable(request, "maintenance.html", {"until": until}, retry_after=found.retry_after(at))


class RefusalMiddleware:
    """Say in words what Django refuses without any, and when to come back."""

    WAIT_SECONDS = 600
    """How long a limit lasts: what the page for too many tries says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", str(self.WAIT_SECONDS))
        if response.status_code == 405 and not response.streaming and not response.content:
            return method_refused(request, response.get("Allow", ""))
        return response
