"""Which municipality's site a request came to, and where the sites of others are."""

from django.http import HttpRequest
from wagtail.models import Site

from wards.models import Municipality


def municipality_of(request: HttpRequest) -> Municipality | None:
    """The municipality whose site the request's host is; None on a host of the installation itself.

    Asked once a request: the answer is kept with it.
    """
    if not hasattr(request, "_municipality"):
        site = Site.find_for_request(request)
        municipalities = Municipality.objects.select_related("site__root_page")
        request._municipality = municipalities.filter(site=site).first() if site else None
    return request._municipality


def site_elsewhere(request: HttpRequest, municipality: Municipality) -> str:
    """Where a municipality's site begins, such as "https://www.example.org", if that is another host than was asked.

    Reads `municipality.site`: a list of municipalities fetches it ahead.

    Returns:
        Empty on its own host, and where it has no site.
    """
    if municipality.site is None or municipality == municipality_of(request):
        return ""
    return municipality.site.root_url
