"""One answer of the search as it is drawn: its words, where it leads, and what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import DocumentPage, EventPage, NewsPage, NoticePage
from cms.queries.search import is_named_by
from cms.queries.search_hits import Hit
from cms.rules.search import Piece, SearchWord, marked
from wards.components import Tag
from wards.models import Municipality
from wards.queries.councillor_search import CouncillorMatch
from wards.queries.search import PlaceMatch, WardMatch


@dataclass(frozen=True)
class Row:
    """Words, where they lead, a part of the text, and short facts; `language` where it is not that of the page.

    A `place` is drawn with its wards; it `is_near` where its name is only like what was typed.
    """

    title: Sequence[Piece]
    url: str = ""
    text: Sequence[Piece] = ()
    facts: Sequence[str] = ()
    tag: Tag | None = None
    language: str = ""
    place: PlaceMatch | None = None
    is_near: bool = False


def place_row(match: WardMatch | PlaceMatch | Municipality, words: Sequence[SearchWord]) -> Row:
    """A ward, a place with its wards, or a municipality."""
    if isinstance(match, PlaceMatch):
        return Row([Piece(match.place.name)], place=match, is_near=not is_named_by(match, words))
    if isinstance(match, WardMatch):
        facts = [match.ward.municipality.name, str(match.reason.label)]
        return Row([Piece(match.ward.title)], match.ward.get_absolute_url(), facts=facts)
    return Row([Piece(match.name)], match.get_absolute_url(), facts=[_("Municipality")])


def councillor_row(match: CouncillorMatch, words: Sequence[SearchWord], names_municipality: bool) -> Row:
    """Who sits; leads to the page of the ward that they speak for."""
    councillor, ward = match.term.councillor, match.ward
    facts = [ward.title if ward else _("Proportional seat, for no single ward")]
    facts += [councillor.party] if councillor.party else []
    facts += [councillor.municipality.name] if names_municipality else []
    return Row(marked(councillor.name, words), ward.get_absolute_url() if ward else "", facts=facts)


def page_row(hit: Hit, request: HttpRequest) -> Row:
    """A page of the site, with its kind and its day."""
    page = hit.page
    is_other = hit.language != get_language()
    facts = [*_facts(page)]
    facts += [get_language_info(hit.language)["name_local"]] if is_other else []
    facts += [hit.municipality.name] if hit.municipality else []
    return Row(
        hit.title,
        page.get_url(request) or "",
        text=hit.text,
        facts=facts,
        tag=_tag(page),
        language=hit.language if is_other else "",
    )


def _facts(page: Page) -> Iterable[str]:
    if isinstance(page, DocumentPage):
        yield str(page.get_kind_display())
    elif isinstance(page, NewsPage):
        yield _("News")
    else:
        yield str(capfirst(page._meta.verbose_name))
    day: Any = getattr(page, "day", None) or getattr(page, "starts_at", None)
    if day:
        yield date_format(timezone.localtime(day) if hasattr(day, "hour") else day, "DATE_FORMAT")


def _tag(page: Page) -> Tag | None:
    if isinstance(page, EventPage) and page.called_off:
        return Tag(_("Called off"), "late")
    if isinstance(page, NoticePage | EventPage) and page.is_over(timezone.now()):
        return Tag(_("Over"))
    return None
