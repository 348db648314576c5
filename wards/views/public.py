"""What every public page of the wards has in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

_FRESH_SECONDS = 60

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that is only read, the same for everybody: with an ETag, without a cookie, kept for a minute.

    Shared caches keep it unless its address has a query: what somebody typed into a search is theirs.
    """

    @wraps(view)
    @require_safe
    @conditional_page
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, max_age=_FRESH_SECONDS, **{"private" if request.GET else "public": True})
        return answer

    return shown
