"""Meetings for the calendars of people: of a ward, of a municipality, and each alone."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import EventPage, HomePage
from cms.queries.homes import language_of
from cms.queries.listed import about_wards, listed
from cms.queries.pages import page_here
from cms.queries.ward_names import wards_by_code
from cms.rules.calendars import BEGINNING, Entry, calendar_of
from wards.models import Municipality
from wards.queries.sites import municipality_of
from wards.views.gone_wards import lead_on
from wards.views.public import public_page

PAST = timedelta(days=90)
"""How long a meeting that is over stays in a calendar that is followed."""


@public_page
def ward_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a ward and of the whole municipality.

    Raises:
        Http404: the host is no municipality's, or no ward there ever had this code.
    """
    home, municipality = home_here(request)
    ward = wards_by_code(municipality, at=timezone.now()).get(code)
    if ward is None:
        return lead_on(request, code, within=municipality, route="ward_calendar")
    name = _("Meetings: %(ward)s, %(municipality)s") % {"ward": ward.title, "municipality": municipality.name}
    return _answer(request, municipality, about_wards(_recent(home), [code]), name=name, stem=f"{code}-meetings")


@public_page
def site_calendar(request: HttpRequest) -> HttpResponse:
    """Every meeting of a municipality.

    Raises:
        Http404: the host is no municipality's.
    """
    home, municipality = home_here(request)
    name = _("Meetings: %(municipality)s") % {"municipality": municipality.name}
    return _answer(request, municipality, _recent(home), name=name, stem="meetings")


@public_page
def meeting_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting, also one that is long over.

    Raises:
        Http404: no live page of a meeting has this name here.
    """
    home, municipality = home_here(request)
    pages = list(listed(EventPage, home).filter(slug=slug))
    if not pages:
        raise Http404
    return _answer(request, municipality, pages, name=pages[0].title, stem=slug)


def home_here(request: HttpRequest) -> tuple[HomePage, Municipality]:
    """The home page of the host that was asked, in the language of the address, and its municipality.

    Raises:
        Http404: the host is no municipality's.
    """
    home, municipality = page_here(request, HomePage), municipality_of(request)
    if home is None or municipality is None:
        raise Http404
    return home, municipality


def _recent(home: HomePage) -> Iterable[EventPage]:
    return listed(EventPage, home).filter(ends_at__gt=timezone.now() - PAST).order_by("starts_at", "pk")


def _answer(
    request: HttpRequest, municipality: Municipality, pages: Iterable[EventPage], *, name: str, stem: str
) -> HttpResponse:
    entries = [_entry(page, municipality, request) for page in pages]
    content = calendar_of(entries, name=name)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'inline; filename="{_safe(stem)}.ics"'
    return answer


def _entry(page: EventPage, municipality: Municipality, request: HttpRequest) -> Entry:
    return Entry(
        uid=f"{page.translation_key}@{municipality.key.lower()}",
        title=_("Called off: %(title)s") % {"title": page.title} if page.called_off else page.title,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        changed_at=page.changed_at or BEGINNING,
        place=", ".join(part for part in (page.place, page.address) if part),
        about=page.introduction,
        url=request.build_absolute_uri(page.get_url(request)),
        category=str(page.get_kind_display()),
        is_called_off=page.called_off,
        language=language_of(page),
    )


def _safe(stem: str) -> str:
    """A file's name that every system takes, and no header is broken by."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in stem)
