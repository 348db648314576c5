"""Meetings, and one meeting."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cms.models import EventIndexPage, EventPage
from cms.page_contexts import gives_context
from cms.queries.listed import meetings_ahead, meetings_over
from cms.views.pages import rows
from cms.views.pages.site_page import moment_of, municipality_here, wards_here
from cms.wording import span_of_day, wards_in_words
from wards.models import Place
from wards.wording import ward_chips

A_PAGE = 10


@gives_context("EventIndexPage")
def event_index(page: EventIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`months`, each with its meetings; `over`, those that are over, and `pages` of them; the calendar to follow."""
    at, wards = moment_of(request), wards_here(page, request)
    ahead = meetings_ahead(page, at=at)
    over = Paginator(meetings_over(page, at=at), A_PAGE).get_page(request.GET.get("page"))
    return {
        "months": [(month, rows.meetings(pages, request=request, wards=wards)) for month, pages in _by_month(ahead)],
        "over": rows.meetings(over, request=request, wards=wards),
        "pages": over,
        "calendar_url": reverse("site_calendar"),
        "calendar_links": rows.calendar_links(request, reverse("site_calendar")),
    }


@gives_context("EventPage")
def event(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """`when` and `where` in words, the wards as links, the place on the map, the calendar file."""
    wards = wards_here(page, request)
    return {
        "when": span_of_day(page.starts_at, page.ends_at),
        "where": wards_in_words(page.ward_codes, wards),
        "ward_links": ward_chips(wards[code] for code in page.ward_codes if code in wards),
        "is_over": page.is_over(moment_of(request)),
        "known_place": _known_place(page, request),
        "calendar_url": reverse("meeting_calendar", args=[page.slug]),
    }


def _known_place(page: EventPage, request: HttpRequest) -> Place | None:
    municipality = municipality_here(page, request)
    return Place.objects.filter(municipality=municipality, name__iexact=page.place).first() if municipality else None


def _month(page: EventPage) -> tuple[int, int]:
    starts = localtime(page.starts_at)
    return starts.year, starts.month


def _by_month(pages: Iterable[EventPage]) -> Iterable[tuple[str, list[EventPage]]]:
    for _key, group in groupby(pages, key=_month):
        meetings: list[EventPage] = list(group)
        yield date_format(localtime(meetings[0].starts_at), "YEAR_MONTH_FORMAT"), meetings
