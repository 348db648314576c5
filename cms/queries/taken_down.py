"""Pages that everybody could read once, and that editors took down."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site


def was_taken_down(request: HttpRequest) -> bool:
    """Whether the address is that of a page of this site that was public once and is not any more.

    A draft that nobody but editors ever saw is not told of.
    """
    site = Site.find_for_request(request)
    if site is None:
        return False
    path = request.path_info
    if language := get_language_from_path(path):
        path = path.removeprefix(f"/{language}")
    roots = site.root_page.get_translations(inclusive=True).values_list("url_path", flat=True)
    addresses = [root + path.strip("/") + "/" for root in roots if path.strip("/")]
    return Page.objects.filter(url_path__in=addresses, live=False, first_published_at__isnull=False).exists()
