"""The list of wards and the wards, as pages of a municipality's site."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cms.models import WardIndexPage, WardPage
from cms.page_contexts import gives_context
from cms.queries.homes import municipality_of_page
from wards.views.finder import finder_page_context
from wards.views.ward import came_from, ward_context


@gives_context("WardIndexPage")
def ward_index(page: WardIndexPage, request: HttpRequest) -> dict[str, Any]:
    """What the finder shows."""
    return finder_page_context(request, municipality_of_page(page))


@gives_context("WardPage")
def ward(page: WardPage, request: HttpRequest) -> dict[str, Any]:
    """What the registers know of the ward."""
    return ward_context(page.ward, timezone.now()) | came_from(request, page.ward) if page.ward else {}
