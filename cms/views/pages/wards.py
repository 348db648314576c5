"""The list of wards and the wards, as pages of a municipality's site."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cms.models import WardIndexPage, WardPage
from cms.page_contexts import gives_context
from cms.queries.listed import about_wards, documents_of, meetings_ahead, news_of, notices_ahead, notices_now
from cms.views.pages import rows
from cms.views.pages.site_page import moment_of, municipality_here, wards_here
from engagement.ward_extension import follow_notices_path
from wards.views.finder import finder_page_context
from wards.views.ward import came_from, ward_context

MEETINGS_SHOWN = 3
DOCUMENTS_SHOWN = 5
NEWS_SHOWN = 2


@gives_context("WardIndexPage")
def ward_index(page: WardIndexPage, request: HttpRequest) -> dict[str, Any]:
    """What the finder shows."""
    return finder_page_context(request, municipality_here(page, request))


@gives_context("WardPage")
def ward(page: WardPage, request: HttpRequest) -> dict[str, Any]:
    """What the registers know of the ward, and what the site tells of it."""
    if page.ward is None:
        return {}
    return ward_context(page.ward, moment_of(request)) | came_from(request, page.ward) | _told(page, request)


def _told(page: WardPage, request: HttpRequest) -> dict[str, Any]:
    at, wards, codes = moment_of(request), wards_here(page, request), [page.code]
    here = {"request": request, "wards": wards}
    running = about_wards(notices_now(page, at=at), codes)
    ahead = about_wards(notices_ahead(page, at=at), codes)
    meetings = list(about_wards(meetings_ahead(page, at=at), codes)[:MEETINGS_SHOWN])
    return {
        "notices_now": rows.notices(running, at=at, **here),
        "notices_ahead": rows.notices(ahead, at=at, **here),
        "meetings": rows.meetings(meetings, **here),
        "documents": rows.documents(about_wards(documents_of(page), codes)[:DOCUMENTS_SHOWN], request=request),
        "news": rows.news(news_of(page).filter(ward_codes__contains=codes)[:NEWS_SHOWN], **here),
        "follow_url": follow_notices_path(page.ward),
        "calendar_url": reverse("ward_calendar", args=[page.code]),
        "calendar_links": rows.calendar_links(request, reverse("ward_calendar", args=[page.code])),
        "feed_url": reverse("ward_feed", args=[page.code]),
    }
