"""What every page of a municipality's site is given."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cms.models.base import SitePage
from cms.page_contexts import gives_context
from cms.queries.homes import HOME_DEPTH, municipality_of_page
from cms.queries.turns import next_turn
from wards.components import Crumbs, Link
from wards.queries.sites import municipality_of
from wards.views.kept_pages import keep_until


@gives_context("SitePage")
def site_page(page: SitePage, request: HttpRequest) -> dict[str, Any]:
    """`municipality`; `crumbs`, the pages above; `now`."""
    now = timezone.now()
    keep_until(request, next_turn(now))
    return {
        "municipality": municipality_of(request) or municipality_of_page(page),
        "crumbs": crumbs_of(page, request),
        "now": now,
    }


def crumbs_of(page: SitePage, request: HttpRequest) -> Crumbs:
    """The pages between the home page and this one."""
    if page.depth is None or page.depth <= HOME_DEPTH + 1:
        return Crumbs()
    above = page.get_ancestors().filter(depth__gt=HOME_DEPTH).live().specific()
    return Crumbs(tuple(Link(each.title, each.get_url(request)) for each in above))
