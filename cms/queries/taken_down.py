"""Pages that everybody could read once, and that editors took down."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site


def was_taken_down(request: HttpRequest) -> bool:
    """Whether the address is that of a page of this site that was public once and is not any more.

    A draft that nobody but editors ever saw is not told of.
    """
    return _taken_down_at(request).exists()


def original_that_stands(request: HttpRequest) -> Page | None:
    """The original of a page that was taken down in the language of the address alone."""
    keys = _taken_down_at(request).values("translation_key")
    return Page.objects.live().filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE).first()


def _taken_down_at(request: HttpRequest) -> QuerySet[Page]:
    site = Site.find_for_request(request)
    if site is None:
        return Page.objects.none()
    path = request.path_info
    if language := get_language_from_path(path):
        path = path.removeprefix(f"/{language}")
    roots = site.root_page.get_translations(inclusive=True).values_list("url_path", flat=True)
    addresses = [root + path.strip("/") + "/" for root in roots if path.strip("/")]
    return Page.objects.filter(url_path__in=addresses, live=False, first_published_at__isnull=False)
