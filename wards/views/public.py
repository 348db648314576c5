"""What every public page has in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from wards.queries.sites import municipality_of
from wards.views.kept_pages import FRESH_SECONDS, is_for_everybody, kept_page, may_be_kept

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that is only read, the same for everybody: with an ETag, without a cookie, kept for some minutes.

    Caches between keep it for a minute, unless its address has a query: what somebody typed into a search is theirs. A
    page that turns out to be for one reader, such as one behind a password, is kept by nobody else.

    A view may hand on to another public page; the outer one keeps it.
    """

    @require_safe
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request._is_public_page = True
        answer = kept_page(request, lambda: _rendered(view, request, *args, **kwargs))
        # By hand: as a decorator it leaves what was rendered from a template as it is.
        return ConditionalGetMiddleware(lambda _request: answer)(request)

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        show = view if hasattr(request, "_is_public_page") else kept
        return show(request, *args, **kwargs)

    return shown


def _rendered(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    site = municipality_of(request)
    with timezone.override(site.zone if site else None):
        answer = view(request, *args, **kwargs)
        if hasattr(answer, "render") and not answer.is_rendered:
            answer.render()
    shared = may_be_kept(request) and is_for_everybody(request, answer)
    patch_cache_control(answer, max_age=FRESH_SECONDS, **{"public" if shared else "private": True})
    return answer
