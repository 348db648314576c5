"""`/wards/` and `/wards/<code>/` as pages of a municipality's site, where it has one."""

from django.http import HttpRequest, HttpResponse

from cms.models import WardIndexPage, WardPage
from cms.queries.pages import page_here
from cms.views.serving import serve_page
from wards.models import Ward
from wards.queries.sites import municipality_of
from wards.views import finder
from wards.views.public import public_page


@public_page
def ward_index(request: HttpRequest) -> HttpResponse:
    """The finder with the editors' introduction; the plain finder on a host without a site."""
    page = page_here(request, WardIndexPage)
    if page is None:
        return finder.index(request)
    return finder.straight_to_ward(request, municipality_of(request)) or serve_page(page, request)


def ward_page(request: HttpRequest, ward: Ward) -> HttpResponse | None:
    """A ward's page on its municipality's own host; None elsewhere, and before it was made."""
    if municipality_of(request) != ward.municipality:
        return None
    page = page_here(request, WardPage, code=ward.code)
    if page is None:
        return None
    page.ward = ward
    return serve_page(page, request)
