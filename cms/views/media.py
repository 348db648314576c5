"""`/media/` where no web server stands in front, as in `make run`: what nginx serves on a municipality's server."""

from posixpath import normpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

# As in deploy/nginx/imbizo.conf.
_KEPT_SECONDS = 7 * 24 * 3600
_NOT_PUBLIC = frozenset({"documents", "original_images", "wagtail_uploads"})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A rendition of a picture. Documents have an address that asks who may read them; originals have none.

    Raises:
        Http404: there is none, it is not for the public, or a web server does this work.
    """
    if not settings.SERVE_MEDIA or _top_folder(path) in _NOT_PUBLIC:
        raise Http404
    answer = serve(request, path, document_root=settings.MEDIA_ROOT)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    patch_cache_control(answer, public=True, max_age=_KEPT_SECONDS)
    return answer


def _top_folder(path: str) -> str:
    """The folder of all media that a path ends up in, as `serve` reads it: slashes before it are nothing."""
    return normpath(path).lstrip("/").partition("/")[0]
