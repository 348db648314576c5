"""`/search/`: everything on the site by its words."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from cms.enums import SearchGroup
from cms.forms.search import SearchPageForm, SiteSearchForm
from cms.queries.search import Found, search_site
from cms.queries.search_hits import read_hits
from cms.views.home import tasks
from cms.views.search_rows import councillor_row, page_row, place_row
from wards.components import Crumbs, Pagination
from wards.queries.sites import municipality_of

SHOWN_OF_EACH = 5
SHOWN_OF_ONE = 20


@dataclass(frozen=True)
class ShownGroup:
    """A group of answers as it is drawn: its rows, how many there are, and the way to the rest."""

    group: SearchGroup
    rows: list[Any]
    count: int
    all_url: str
    pagination: Pagination | None


@require_safe
@conditional_page
@cache_control(private=True, no_cache=True)
def search(request: HttpRequest) -> HttpResponse:
    """The box, and once something was typed what was found, the best group first."""
    form = SiteSearchForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"form": form, "crumbs": Crumbs(), "tasks": tasks()}
    if form.is_bound and form.is_valid():
        context |= _answers(request, form.cleaned_data["q"])
    return render(request, "cms/search.html", context)


def _answers(request: HttpRequest, text: str) -> dict[str, Any]:
    within = municipality_of(request)
    found = search_site(text, language=get_language() or "", at=timezone.now(), within=within)
    which = SearchPageForm(request.GET)
    only = which.chosen_group()
    groups = [only] if only in found.groups else found.groups
    shown = [_shown(request, found, group, which.chosen_page(), is_only=len(groups) == 1) for group in groups]
    return {
        "found": found,
        "shown": shown,
        "is_narrowed": len(groups) < len(found.groups),
        "everything_url": _url(text),
        "meant_url": _url(found.by_words.suggestion),
        "track_url": f"{reverse('engagement:track')}?{urlencode({'reference': found.reference})}",
    }


def _shown(request: HttpRequest, found: Found, group: SearchGroup, number: int, *, is_only: bool) -> ShownGroup:
    answers = _answers_of(found, group)
    paginator = Paginator(answers, SHOWN_OF_ONE if is_only else SHOWN_OF_EACH)
    page = paginator.get_page(number if is_only else 1)
    pagination = _pagination(page, found.text, group) if is_only and paginator.num_pages > 1 else None
    hidden = not is_only and paginator.num_pages > 1
    return ShownGroup(
        group,
        _rows(request, found, group, page),
        len(answers),
        _url(found.text, group) if hidden else "",
        pagination,
    )


def _answers_of(found: Found, group: SearchGroup) -> list[Any]:
    if group == SearchGroup.WARDS:
        return [*found.places.wards, *found.places.places, *found.places.municipalities]
    if group == SearchGroup.COUNCILLORS:
        return list(found.councillors)
    return found.documents if group == SearchGroup.DOCUMENTS else found.pages


def _rows(request: HttpRequest, found: Found, group: SearchGroup, page: PaginatorPage) -> list[Any]:
    names_municipality = municipality_of(request) is None
    if group == SearchGroup.WARDS:
        return [place_row(match, found.words) for match in page.object_list]
    if group == SearchGroup.COUNCILLORS:
        return [councillor_row(match, found.words, names_municipality) for match in page.object_list]
    hits = read_hits(page.object_list, found.by_words.found_words, names_municipality=names_municipality)
    return [page_row(hit, request) for hit in hits]


def _pagination(page: PaginatorPage, text: str, group: SearchGroup) -> Pagination:
    return Pagination(page, group.label, query=urlencode({"q": text, "only": group.value}))


def _url(text: str, group: SearchGroup | None = None) -> str:
    return f"{reverse('search')}?{urlencode({'q': text} | ({'only': group.value} if group else {}))}"
