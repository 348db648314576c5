"""`/wards/`: where do you live, and so which ward is yours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wards.components import Crumbs
from wards.forms.search import SearchForm
from wards.models import Municipality
from wards.queries.municipalities import municipalities_in_force
from wards.queries.outlines import extent_of
from wards.queries.search import SearchResult, search_wards
from wards.queries.sites import municipality_of
from wards.queries.wards import wards_in_force
from wards.rules.country_names import country_name
from wards.views.kept_pages import shows_others
from wards.views.map_frame import map_frame
from wards.views.municipality import municipality_context
from wards.views.position import position_config
from wards.views.public import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The search box, its answers, the map and the list. A ward asked for by code or number is shown straight away."""
    within = municipality_of(request)
    return straight_to_ward(request, within) or render(
        request, "wards/finder.html", finder_page_context(request, within)
    )


def straight_to_ward(request: HttpRequest, within: Municipality | None) -> HttpResponse | None:
    """The way to the only ward that was asked for; None where there is something to choose, or nothing was asked."""
    _form, result = _asked(request, within)
    return redirect(result.only_ward) if result and result.only_ward else None


def finder_page_context(request: HttpRequest, within: Municipality | None) -> dict[str, object]:
    """Everything on the finder's page.

    Args:
        within: the municipality whose site it is; its wards are searched first, the others where it has nothing.
    """
    form, result = _asked(request, within)
    if within and _has_wards(within):
        below = municipality_context(within, timezone.now())
    else:
        shows_others(request)
        below = finder_context(request)
    return {"form": form, "result": result, "crumbs": Crumbs(), "position": position_config(), **below}


def _asked(request: HttpRequest, within: Municipality | None) -> tuple[SearchForm, SearchResult | None]:
    """The form as it was sent and what was found; searched once a request."""
    if not hasattr(request, "_wards_asked"):
        form = SearchForm(request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        result = search_wards(text, on=timezone.now(), within=within) if text else None
        if within and result and result.empty:
            elsewhere = search_wards(text, on=timezone.now())
            result = result if elsewhere.empty else elsewhere
        request._wards_asked = form, result
    return request._wards_asked


def _has_wards(municipality: Municipality) -> bool:
    return wards_in_force(timezone.now()).filter(municipality=municipality).exists()


def finder_context(request: HttpRequest) -> dict[str, object]:
    """What the finder shows below the search: the wards of the only municipality, or the way to every municipality."""
    now = timezone.now()
    municipalities = list(municipalities_in_force(now))
    if len(municipalities) == 1:
        return municipality_context(municipalities[0], now)
    countries: dict[str, list[Municipality]] = {}
    for municipality in municipalities:
        countries.setdefault(country_name(municipality.country), []).append(municipality)
    return {"countries": dict(sorted(countries.items())), "frame": map_frame(extent_of(wards_in_force(now)))}
