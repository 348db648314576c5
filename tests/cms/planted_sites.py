"""Municipalities with sites of their own, and pages on them."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from cms.models import DocumentIndexPage, DocumentPage, NewsIndexPage, NewsPage, ServiceIndexPage, ServicePage
from cms.queries.homes import homes_of
from cms.services.sites import make_site
from wards.models import Municipality

AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
_SECTIONS = {NewsPage: NewsIndexPage, ServicePage: ServiceIndexPage, DocumentPage: DocumentIndexPage}


def plant_site(municipality: Municipality, hostname: str) -> Municipality:
    """Give a municipality its site on a host."""
    make_site(municipality=municipality, hostname=hostname)
    municipality.refresh_from_db()
    return municipality


def visitor_of(municipality: Municipality) -> Client:
    """A browser that asks for addresses on the municipality's host."""
    return Client(headers={"host": municipality.site.hostname})


def write_page(
    municipality: Municipality, kind: type[Page], title: str, *, language: str = "en", **fields: Any
) -> Page:
    """A live page of a kind in its section of the municipality's site, in one language."""
    home = homes_of(municipality).get(locale__language_code=language)
    section = _SECTIONS[kind].objects.descendant_of(home).get()
    page = kind(title=title, locale=Locale.objects.get(language_code=language), **fields)
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def write_document(municipality: Municipality, title: str, *, file_title: str = "", **fields: Any) -> DocumentPage:
    """A live page of a document; its file has the same title unless another is given."""
    file = Document.objects.create(title=file_title or title, file=ContentFile(b"%PDF-1.4", name="file.pdf"))
    return write_page(municipality, DocumentPage, title, document=file, **fields)
