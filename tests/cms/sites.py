"""A municipality with a site, for tests: two wards in force, sections in both languages, pages to put there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from cms.models import (
    DocumentIndexPage,
    DocumentPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    ServiceIndexPage,
    ServicePage,
    WardPage,
)
from cms.queries.homes import home_path
from cms.services.sites import make_site
from cms.services.ward_pages import keep_ward_pages
from tests.engagement.cast import Cast, assemble
from tests.wards.factories import DelimitationFactory, WardFactory
from wards.models import Municipality, Ward
from wards.services.activations import activate_delimitation

AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""A Monday, nine in the morning in Johannesburg."""
HOST = "localhost"

_numbers = count(1)


@dataclass
class SiteCast:
    """A municipality with its site, and everybody of `tests.engagement.cast`."""

    cast: Cast
    municipality: Municipality

    def publish(self, index: type[Page], page: Page) -> Any:
        """Put a page under a section of the English tree, live, with its aliases."""
        home = home_path(self.municipality.site.root_page)
        section = index.objects.get(path__startswith=home)
        page.slug = page.slug or f"page-{next(_numbers)}"
        page.locale = section.locale
        section.add_child(instance=page)
        page.save_revision().publish()
        return page

    def notice(self, **facts: Any) -> NoticePage:
        """A notice for the whole municipality that began an hour before `AT` and ends nine hours after it."""
        facts = {"title": "Water off", "starts_at": AT - timedelta(hours=1), "ends_at": AT + timedelta(hours=9)} | facts
        return self.publish(NoticeIndexPage, NoticePage(**facts))

    def meeting(self, **facts: Any) -> EventPage:
        """A meeting of two hours, five days after `AT`."""
        starts = facts.pop("starts_at", AT + timedelta(days=5))
        facts = {
            "title": "Ward meeting",
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=2),
            "place": "Thutong hall",
        } | facts
        return self.publish(EventIndexPage, EventPage(**facts))

    def news(self, **facts: Any) -> NewsPage:
        """A piece of news of the day of `AT`."""
        return self.publish(NewsIndexPage, NewsPage(**({"title": "A new clinic", "day": AT.date()} | facts)))

    def document(self, **facts: Any) -> DocumentPage:
        """A document with a small file."""
        file = get_document_model().objects.create(
            title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf"), collection=Collection.objects.last()
        )
        facts = {"title": "Development plan", "document": file, "kind": "plan", "day": AT.date()} | facts
        return self.publish(DocumentIndexPage, DocumentPage(**facts))

    def service(self, **facts: Any) -> ServicePage:
        """A service."""
        return self.publish(ServiceIndexPage, ServicePage(**({"title": "Refuse collection"} | facts)))

    def redraw(self) -> Ward:
        """Other boundaries count from the day after `AT`: one new ward lies where the first was, none on the second."""
        edition = DelimitationFactory(edition="2031")
        ward = WardFactory(
            municipality=self.municipality,
            delimitation=edition,
            number=9,
            code=f"{self.municipality.code}-009",
            boundary=self.cast.ward.boundary,
        )
        starts_on = (AT + timedelta(days=1)).date()
        activate_delimitation(municipality=self.municipality, delimitation=edition, starts_on=starts_on, by=None, at=AT)
        return ward

    def ward_page(self, language: str = "en") -> WardPage:
        """The page of the first ward."""
        return WardPage.objects.get(code=self.cast.ward.code, locale__language_code=language)


def make_site_cast(at: datetime = AT) -> SiteCast:
    """A municipality of two wards with its site on the default host."""
    cast = assemble()
    make_site(municipality=cast.municipality, hostname=HOST, port=80)
    cast.municipality.refresh_from_db()
    keep_ward_pages(municipality=cast.municipality, at=at)
    return SiteCast(cast, cast.municipality)
