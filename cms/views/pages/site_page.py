"""What every page of a municipality's site is given."""

from datetime import datetime, tzinfo
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cms.models.base import SitePage
from cms.page_contexts import gives_context, gives_zone
from cms.queries.homes import HOME_DEPTH, municipality_of_page
from cms.queries.turns import next_turn
from cms.queries.ward_names import wards_by_code
from cms.views.pages.rows import Wards, foreign_language
from wards.components import Crumbs, Link
from wards.models import Municipality
from wards.queries.sites import municipality_of
from wards.views.kept_pages import keep_until


@gives_context("SitePage")
def site_page(page: SitePage, request: HttpRequest) -> dict[str, Any]:
    """`municipality`; `crumbs`, the pages above; `now`; `foreign`: the page's language where another one is in use."""
    keep_until(request, next_turn(moment_of(request)))
    return {
        "municipality": municipality_here(page, request),
        # The home page stands on top and shows no way up.
        "crumbs": SimpleLazyObject(lambda: crumbs_of(page, request)),
        "now": moment_of(request),
        "foreign": foreign_language(page),
    }


@gives_zone
def zone(page: SitePage, request: HttpRequest) -> tzinfo | None:
    """The municipality's."""
    municipality = municipality_here(page, request)
    return municipality.zone if municipality else None


def municipality_here(page: SitePage, request: HttpRequest) -> Municipality | None:
    """Whose site the page stands on, asked once a request: the host's, and in a preview that of the page's tree."""
    if not getattr(request, "is_preview", False) and (municipality := municipality_of(request)):
        return municipality
    if not hasattr(request, "_municipality_of_page"):
        request._municipality_of_page = municipality_of_page(page)
    return request._municipality_of_page


def moment_of(request: HttpRequest) -> datetime:
    """Now, read once a request."""
    if not hasattr(request, "_moment"):
        request._moment = timezone.now()
    return request._moment


def wards_here(page: SitePage, request: HttpRequest) -> Wards:
    """The wards in force of the page's municipality, asked once a request."""
    if not hasattr(request, "_wards_by_code"):
        request._wards_by_code = wards_by_code(municipality_here(page, request), at=moment_of(request))
    return request._wards_by_code


def crumbs_of(page: SitePage, request: HttpRequest) -> Crumbs:
    """The pages between the home page and this one."""
    if page.depth is None or page.depth <= HOME_DEPTH + 1:
        return Crumbs()
    above = page.get_ancestors().filter(depth__gt=HOME_DEPTH).live().select_related("locale").specific(defer=True)
    return Crumbs(tuple(Link(each.title, each.get_url(request)) for each in above))
