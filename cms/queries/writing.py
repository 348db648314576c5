"""Where a person may write something new."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.models import DocumentIndexPage, EventIndexPage, NewsIndexPage, NoticeIndexPage
from cms.queries.workspace import own_pages

LISTS: tuple[type[Page], ...] = (NoticeIndexPage, EventIndexPage, NewsIndexPage, DocumentIndexPage)
"""The lists that grow from day to day, in the order in which a person asks for them."""


def lists_to_write_in(user: Any) -> list[Page]:
    """The lists of the person's own sites, in the language that is written first; the others are translated."""
    mine = own_pages(user).filter(locale__language_code=settings.LANGUAGE_CODE)
    return [page for kind in LISTS for page in kind.objects.filter(pk__in=mine.values("pk")).order_by("path")]
