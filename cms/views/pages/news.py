"""News, and one piece of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from cms.models import NewsIndexPage, NewsPage
from cms.page_contexts import gives_context
from cms.queries.listed import news_of
from cms.views.pages import rows
from cms.views.pages.site_page import wards_here
from wards.wording import ward_chips

A_PAGE = 10


@gives_context("NewsIndexPage")
def news_index(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`news`, the newest first, and `pages` of it."""
    pages = Paginator(news_of(page), A_PAGE).get_page(request.GET.get("page"))
    return {
        "news": rows.news(pages, request=request, wards=wards_here(page, request), level=2),
        "pages": pages,
        "feed_url": reverse("site_feed"),
    }


@gives_context("NewsPage")
def news(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """The wards as links."""
    wards = wards_here(page, request) if page.ward_codes else {}
    return {"ward_links": ward_chips(wards[code] for code in page.ward_codes if code in wards)}
