"""What the site adds to the desk: meetings, and notices in the list beside its map."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from laces.components import Component
from wagtail.models import Page

from cms.enums import EventKind
from cms.models import EventPage
from cms.queries.homes import homes_of
from cms.queries.listed import about_wards, listed, meetings_ahead, notices_ahead, notices_now
from cms.queries.ward_names import wards_by_code
from cms.views.pages import rows
from cms.wording import notice_time, wards_in_words
from engagement.desk_extensions import DeskExtension
from engagement.rules.map_layers import MapLayer, MapPlace
from wards.models import Municipality, Ward

MEETINGS_SHOWN = 3


def meetings(request: HttpRequest, ward: Ward, at: datetime) -> Component | None:
    """The next meetings of a ward and of the whole municipality."""
    home = _home(ward.municipality)
    ahead = list(about_wards(meetings_ahead(home, at=at), [ward.code])[:MEETINGS_SHOWN]) if home else []
    wards = wards_by_code(ward.municipality, at=at)
    return rows.meetings(ahead, request=request, wards=wards) if ahead else None


def last_meeting(ward: Ward, at: datetime) -> datetime | None:
    """When the last meeting of a ward itself was over that was not called off."""
    home = _home(ward.municipality)
    if home is None:
        return None
    over = listed(EventPage, home).filter(ends_at__lte=at, called_off=False, ward_codes__contains=[ward.code])
    held = over.filter(kind=EventKind.WARD_MEETING).order_by("-ends_at")
    return held.values_list("ends_at", flat=True).first()


def layers(request: HttpRequest, ward: Ward, at: datetime) -> Iterable[MapLayer]:
    """Notices that count now or soon: they name wards, and no place on the map."""
    home = _home(ward.municipality)
    if home is None:
        return []
    wards = wards_by_code(ward.municipality, at=at)
    pages = [page for pages in (notices_now, notices_ahead) for page in about_wards(pages(home, at=at), [ward.code])]
    places = [
        MapPlace(
            title=page.title,
            url=page.get_url(request) or "",
            state=notice_time(page.starts_at, page.ends_at, at=at),
            tone="wait" if page.starts_at <= at else "",
            where=wards_in_words(page.ward_codes, wards),
            language=rows.foreign_language(page),
        )
        for page in pages
    ]
    return [MapLayer(title=_("Notices"), places=tuple(places))]


def _home(municipality: Municipality) -> Page | None:
    """The home page of a municipality's site in the language in use, else in the original's; None without a site."""
    language = get_language() or settings.LANGUAGE_CODE
    homes = homes_of(municipality).filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    found = homes.select_related("locale")
    return min(found, key=lambda page: page.locale.language_code != language, default=None)


EXTENSION = DeskExtension(key="cms", meetings=meetings, last_meeting=last_meeting, layers=layers)
