"""How a page introduces itself to other programs: search engines, and chats in which its address is shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import EventPage, HomePage, NewsPage
from cms.queries.site_settings import settings_here
from cms.rules.pictures import Use
from cms.rules.structured_data import (
    Thing,
    as_data_block,
    breadcrumbs,
    councillor,
    event,
    organization,
    website,
)
from cms.views.renditions import rendition_of
from cms.views.site_face import face_of
from wards.components import Crumbs
from wards.models import Municipality, Ward
from wards.queries.sites import municipality_of, site_elsewhere
from wards.views.own_sites import SamePage

PICTURE = "cms/share.png"
DESCRIPTION_CHARACTERS = 200
DRAWN_SIZE = (1200, 630)
"""Pixels of `PICTURE`."""


@dataclass(frozen=True)
class PageCard:
    """Plain values for the head of a page. `kind` is a word of the Open Graph; `data` a block of JSON-LD.

    `locale` is empty where no one country is spoken of. Width and height are in pixels.
    """

    title: str
    description: str
    url: str
    picture_url: str
    picture_width: int
    picture_height: int
    kind: str
    locale: str
    site_name: str
    data: str


def card_of(context: Mapping[str, Any]) -> PageCard | None:
    """The card of what a template shows: a page of a site, a ward, or the home page; None for any other page.

    Args:
        context: what the template is given: `page` or `ward`, `municipality`, `crumbs`, `seat`, `on_own_site`.
    """
    request, page, ward = context.get("request"), context.get("page"), context.get("ward")
    if request is None:
        return None
    page = page if isinstance(page, Page) else None
    ward = ward if isinstance(ward, Ward) else None
    is_front_door = request.path == reverse("home")
    if not (page or ward or is_front_door):
        return None
    site = face_of(request)
    title = _title(page, ward) or site.name
    on_own_site = context.get("on_own_site")
    url = on_own_site.canonical if isinstance(on_own_site, SamePage) else request.build_absolute_uri(request.path)
    picture, width, height = _picture(page)
    return PageCard(
        title=title,
        description=_description(page, ward),
        url=url,
        picture_url=request.build_absolute_uri(picture),
        picture_width=width,
        picture_height=height,
        kind="article" if isinstance(page, NewsPage) else "website",
        locale=_locale(request, ward),
        site_name=site.name,
        data=as_data_block(list(_things(request, page, ward, context, title, url))),
    )


def _title(page: Page | None, ward: Ward | None) -> str:
    if page and page.seo_title:
        return page.seo_title
    if ward:
        return f"{ward.title}, {ward.municipality.name}"
    return page.title if page else ""


def _description(page: Page | None, ward: Ward | None) -> str:
    written = (page.search_description or getattr(page, "introduction", "")) if page else ""
    if not written and ward:
        written = _("Who speaks for %(ward)s in %(municipality)s, and what residents raised there.") % {
            "ward": ward.title,
            "municipality": ward.municipality.name,
        }
    if not written and not page:
        written = _("Find your councillor, tell them what matters, and follow it until it is answered.")
    return " ".join(written.split())[:DESCRIPTION_CHARACTERS]


def _picture(page: Page | None) -> tuple[str, int, int]:
    """Its address, width and height: a picture that is smaller than asked for is not blown up."""
    rendition = rendition_of(getattr(page, "picture", None), Use.SHARED)
    return (rendition.url, rendition.width, rendition.height) if rendition else (static(PICTURE), *DRAWN_SIZE)


def _locale(request: HttpRequest, ward: Ward | None) -> str:
    """The language as it is written in the municipality's country; empty on the front door of several countries."""
    municipality = ward.municipality if ward else municipality_of(request)
    return f"{get_language()}_{municipality.country}" if municipality else ""


def _things(
    request: HttpRequest, page: Page | None, ward: Ward | None, context: Mapping[str, Any], title: str, url: str
) -> Iterator[Thing]:
    owner = _owner(request, context.get("municipality"))
    if request.path == reverse("home"):
        if owner:
            yield owner
        search = request.build_absolute_uri(reverse("search"))
        yield website(face_of(request).name, url, search, get_language() or "")
        return
    if ward and (person := _speaker(context, ward, owner)):
        yield person
    if isinstance(page, EventPage):
        yield _meeting(page, url, owner)
    crumbs = context.get("crumbs")
    if isinstance(crumbs, Crumbs) and not isinstance(page, HomePage):
        yield breadcrumbs(_steps(request, crumbs, title, url))


def _owner(request: HttpRequest, municipality: Any) -> Thing | None:
    """The municipality whose page it is; with its contact on its own site, where each page shows that."""
    here = municipality_of(request)
    body = municipality if isinstance(municipality, Municipality) else here
    if body is None:
        return None
    if body != here:
        site = site_elsewhere(request, body)
        return organization(body.name, f"{site}/" if site else request.build_absolute_uri(body.get_absolute_url()))
    home = request.build_absolute_uri("/")
    known = settings_here(request)
    if known is None:
        return organization(body.name, home)
    face = face_of(request)
    logo = request.build_absolute_uri(face.mark_url) if face.mark_url else ""
    address = ", ".join(line.strip() for line in known.address.splitlines() if line.strip())
    return organization(body.name, home, phone=known.phone, email=known.email, address=address, logo=logo)


def _speaker(context: Mapping[str, Any], ward: Ward, owner: Thing | None) -> Thing | None:
    seat = context.get("seat")
    if seat is None or seat.term is None or owner is None:
        return None
    person = seat.term.councillor
    return councillor(
        person.name,
        _("Councillor of %(ward)s") % {"ward": ward.title},
        party=person.party,
        email=person.office_email,
        phone=person.office_phone,
        municipality=owner,
        area=ward.title,
    )


def _meeting(page: EventPage, url: str, owner: Thing | None) -> Thing:
    return event(
        page.title,
        url,
        starts_at=timezone.localtime(page.starts_at),
        ends_at=timezone.localtime(page.ends_at),
        place=page.place,
        address=page.address,
        description=page.introduction,
        called_off=page.called_off,
        organizer=owner,
    )


def _steps(request: HttpRequest, crumbs: Crumbs, title: str, url: str) -> list[tuple[str, str]]:
    above = [(_("Home"), reverse("home")), *((str(link.label), link.url) for link in crumbs.above)]
    return [*((name, request.build_absolute_uri(path)) for name, path in above), (title, url)]
