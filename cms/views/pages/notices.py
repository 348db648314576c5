"""Notices, and one notice."""

from typing import Any

from django.http import HttpRequest

from cms.models import NoticeIndexPage, NoticePage
from cms.page_contexts import gives_context
from cms.queries.listed import notices_ahead, notices_now, notices_over
from cms.views.pages import rows
from cms.views.pages.site_page import moment_of, wards_here
from cms.wording import notice_time, wards_in_words
from engagement.ward_extension import follow_notices_path
from wards.wording import ward_chips

OVER_SHOWN = 10


@gives_context("NoticeIndexPage")
def notice_index(page: NoticeIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`running`, `ahead` and `over`."""
    at, wards = moment_of(request), wards_here(page, request)
    found = {
        "running": notices_now(page, at=at),
        "ahead": notices_ahead(page, at=at),
        "over": notices_over(page, at=at)[:OVER_SHOWN],
    }
    return {name: rows.notices(pages, request=request, wards=wards, at=at) for name, pages in found.items()}


@gives_context("NoticePage")
def notice(page: NoticePage, request: HttpRequest) -> dict[str, Any]:
    """`when` and `where` in words, the wards as links, where its one ward is followed, and whether it is over."""
    at, wards = moment_of(request), wards_here(page, request)
    here = [wards[code] for code in page.ward_codes if code in wards]
    return {
        "when": notice_time(page.starts_at, page.ends_at, at=at),
        "where": wards_in_words(page.ward_codes, wards),
        "ward_links": ward_chips(here),
        # Of several wards each reader has another: their pages have the link.
        "follow_url": follow_notices_path(here[0]) if len(here) == 1 else "",
        "is_over": page.is_over(at),
        "has_begun": page.has_begun(at),
        # An alias changes with its original.
        "changed_at": (page.alias_of or page).last_published_at,
    }
