"""The pages right under a site's home page: its menu and its foot."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import WardIndexPage
from cms.queries.homes import HOME_DEPTH, home_path, homes_of
from wards.queries.sites import municipality_of


def sections_here(request: HttpRequest) -> list[Page]:
    """The live pages under the home page of the request's site in the language of its address, in their order.

    The list of wards is not among them: every installation has its finder, site or none. Where no home page is in this
    language, the original's are given; on a host without a site, none.
    """
    municipality = municipality_of(request)
    if municipality is None:
        return []
    homes = {home.locale.language_code: home for home in homes_of(municipality).select_related("locale")}
    home = homes.get(get_language() or settings.LANGUAGE_CODE) or homes.get(settings.LANGUAGE_CODE)
    if home is None:
        return []
    below = Page.objects.live().filter(path__startswith=home_path(home), depth=HOME_DEPTH + 1)
    return list(below.not_type(WardIndexPage).order_by("path"))
