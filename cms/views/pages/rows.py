"""Pages as rows of lists, in the language and the time zone in use."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from wagtail.models import Page

from cms.components import (
    CalendarLinks,
    DocumentRow,
    Documents,
    MeetingRow,
    Meetings,
    News,
    NewsRow,
    NoticeRow,
    Notices,
)
from cms.enums import NoticeKind
from cms.models import DocumentPage, EventPage, NewsPage, NoticePage
from cms.queries.homes import language_of
from cms.wording import file_in_words, notice_time, span_of_day, wards_in_words
from wards.components import Tag
from wards.models import Ward

Wards = Mapping[str, Ward]
"""The wards in force of the municipality, by code."""


def foreign_language(page: Page) -> str:
    """The language that a page is written in, where it is another than the one in use; else empty."""
    language = language_of(page)
    return "" if language == get_language() else language


def notices(
    pages: Iterable[NoticePage], *, request: HttpRequest, wards: Wards, at: datetime, level: int = 3
) -> Notices:
    """Notices as boxes."""
    return Notices([_notice(page, request, wards, at) for page in pages], level=level)


def _notice(page: NoticePage, request: HttpRequest, wards: Wards, at: datetime) -> NoticeRow:
    return NoticeRow(
        title=page.title,
        url=page.get_url(request) or "",
        when=notice_time(page.starts_at, page.ends_at, at=at),
        where=wards_in_words(page.ward_codes, wards),
        kind=page.get_kind_display(),
        text=page.introduction,
        is_outage=page.kind == NoticeKind.OUTAGE,
        is_over=page.is_over(at),
        language=foreign_language(page),
    )


def meetings(pages: Iterable[EventPage], *, request: HttpRequest, wards: Wards, level: int = 3) -> Meetings:
    """Meetings with their days."""
    return Meetings([_meeting(page, request, wards) for page in pages], level=level)


def _meeting(page: EventPage, request: HttpRequest, wards: Wards) -> MeetingRow:
    starts = localtime(page.starts_at)
    return MeetingRow(
        title=page.title,
        url=page.get_url(request) or "",
        month=capfirst(MONTHS_3[starts.month]),
        day=starts.day,
        when=span_of_day(page.starts_at, page.ends_at),
        place=page.place,
        kind=page.get_kind_display(),
        where=wards_in_words(page.ward_codes, wards),
        is_called_off=page.called_off,
        language=foreign_language(page),
    )


def calendar_links(request: HttpRequest, path: str) -> CalendarLinks:
    """The ways of taking a calendar's feed into one's own, on the host that was asked.

    A browser hands `webcal` to a calendar, which subscribes; a plain link is taken in once.
    """
    return CalendarLinks(f"webcal://{request.get_host()}{path}", request.build_absolute_uri(path))


def news(pages: Iterable[NewsPage], *, request: HttpRequest, wards: Wards, level: int = 3) -> News:
    """News as teasers."""
    return News([_news(page, request, wards) for page in pages], level=level)


def _news(page: NewsPage, request: HttpRequest, wards: Wards) -> NewsRow:
    picture = page.picture and render_to_string("cms/components/teaser_picture.html", {"image": page.picture})
    return NewsRow(
        title=page.title,
        url=page.get_url(request) or "",
        day=date_format(page.day, "SHORT_DATE_FORMAT"),
        text=page.introduction,
        where=wards_in_words(page.ward_codes, wards) if page.ward_codes else "",
        picture=picture,
        language=foreign_language(page),
    )


def documents(
    pages: Iterable[DocumentPage], *, request: HttpRequest, level: int = 3, with_kind: bool = True
) -> Documents:
    """Documents with what opening them costs."""
    return Documents([_document(page, request, with_kind) for page in pages], level=level)


def _document(page: DocumentPage, request: HttpRequest, with_kind: bool) -> DocumentRow:
    return DocumentRow(
        title=page.title,
        url=page.get_url(request) or "",
        file=file_in_words(page.document.file_extension, page.document.file_size),
        day=date_format(page.day, "SHORT_DATE_FORMAT"),
        text=page.introduction,
        tag=Tag(page.get_kind_display()) if with_kind else None,
        language=foreign_language(page),
    )
