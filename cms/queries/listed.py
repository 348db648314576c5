"""Pages as lists and other pages show them: those of the same site, in the same language."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.models import DocumentPage, EventPage, NewsPage, NoticePage, ServicePage
from cms.queries.homes import home_path
from cms.rules.pictures import SIZES, Use

PageType = TypeVar("PageType", bound=Page)

SOON = timedelta(days=7)
"""How far ahead a notice counts as what is happening now."""
LATELY = timedelta(days=30)
"""How long a notice that is over stays in the list of notices."""


def listed(kind: type[PageType], beside: Page) -> QuerySet[PageType]:
    """The live pages of a kind on the site of another page, in the language of its tree, without their bodies.

    Each has `changed_at`: an alias changes with its original.
    """
    pages = kind.objects.live().filter(path__startswith=home_path(beside))
    changed = Coalesce("last_published_at", "alias_of__last_published_at", "latest_revision_created_at")
    return pages.select_related("locale", "alias_of__locale").defer("body").annotate(changed_at=changed)


def about_wards(pages: QuerySet[PageType], codes: Collection[str]) -> QuerySet[PageType]:
    """Those about one of some wards, or about the whole municipality."""
    return pages.filter(Q(ward_codes__overlap=list(codes)) | Q(ward_codes=[]))


def notices_now(beside: Page, *, at: datetime) -> QuerySet[NoticePage]:
    """Notices that count at a moment: the newest first."""
    return listed(NoticePage, beside).filter(starts_at__lte=at, ends_at__gt=at).order_by("-starts_at", "pk")


def notices_ahead(beside: Page, *, at: datetime, within: timedelta | None = None) -> QuerySet[NoticePage]:
    """Notices that begin after a moment, the nearest first; `within` how long."""
    ahead = listed(NoticePage, beside).filter(starts_at__gt=at).order_by("starts_at", "pk")
    return ahead.filter(starts_at__lte=at + within) if within else ahead


def notices_over(beside: Page, *, at: datetime) -> QuerySet[NoticePage]:
    """Notices that ended lately, the newest first."""
    return listed(NoticePage, beside).filter(ends_at__lte=at, ends_at__gt=at - LATELY).order_by("-ends_at", "pk")


def meetings_ahead(beside: Page, *, at: datetime) -> QuerySet[EventPage]:
    """Meetings that are not over, the nearest first; also those called off, which say so."""
    return listed(EventPage, beside).filter(ends_at__gt=at).order_by("starts_at", "pk")


def meetings_over(beside: Page, *, at: datetime) -> QuerySet[EventPage]:
    """Meetings that are over, the newest first."""
    return listed(EventPage, beside).filter(ends_at__lte=at).order_by("-starts_at", "pk")


def news_of(beside: Page) -> QuerySet[NewsPage]:
    """News, the newest first, with the pictures that lists show."""
    pictures = get_image_model().objects.prefetch_renditions(*SIZES[Use.TEASER])
    news = listed(NewsPage, beside).order_by("-day", "-pk")
    return news.prefetch_related(Prefetch("picture", queryset=pictures))


def documents_of(beside: Page) -> QuerySet[DocumentPage]:
    """Documents with their files, the newest first."""
    return listed(DocumentPage, beside).select_related("document").order_by("-day", "title", "pk")


def services_of(beside: Page) -> QuerySet[ServicePage]:
    """Services by their names."""
    return listed(ServicePage, beside).order_by("title", "pk")


def document_years(documents: QuerySet[DocumentPage]) -> list[date]:
    """The years of some documents, the newest first."""
    return list(documents.order_by().dates("day", "year", order="DESC"))
