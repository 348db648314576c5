"""The home page of a municipality."""

from typing import Any

from django.http import HttpRequest

from cms.models import HomePage
from cms.page_contexts import gives_context
from cms.queries.listed import SOON, meetings_ahead, news_of, notices_ahead, notices_now
from cms.views.home import tasks
from cms.views.pages import rows
from cms.views.pages.site_page import moment_of, municipality_here, wards_here
from engagement.ward_extension import answered_lately
from wards.views.municipality import municipality_frame

SHOWN = 3
NOTICES_SHOWN = 6


@gives_context("HomePage")
def home_page(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The main tasks; what is happening; what was answered; meetings and news; the map of the wards."""
    at, wards, municipality = moment_of(request), wards_here(page, request), municipality_here(page, request)
    running, soon = notices_now(page, at=at), notices_ahead(page, at=at, within=SOON)
    happening, meetings = [*running, *soon], list(meetings_ahead(page, at=at)[:SHOWN])
    return {
        "tasks": tasks(),
        "notices": rows.notices(happening[:NOTICES_SHOWN], request=request, wards=wards, at=at),
        "more_notices": len(happening) > NOTICES_SHOWN,
        "answered": answered_lately(municipality, at=at) if municipality else None,
        "meetings": rows.meetings(meetings, request=request, wards=wards),
        "news": rows.news(news_of(page)[:SHOWN], request=request, wards=wards),
        "ward_count": len(wards),
        "frame": municipality_frame(municipality, at) if wards else None,
        "addresses": addresses_of(page, request),
    }


def addresses_of(page: HomePage, request: HttpRequest) -> dict[str, str]:
    """The address of each section of the site, by its kind, such as "NewsIndexPage"."""
    sections = page.get_children().live().select_related("locale", "content_type")
    return {each.specific_class.__name__: each.get_url(request) or "" for each in sections if each.specific_class}
