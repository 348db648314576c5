"""`/wards/`: where do you live, and so which ward is yours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wards.components import Crumbs
from wards.forms.search import SearchForm
from wards.models import Municipality
from wards.queries.municipalities import municipalities_in_force
from wards.queries.outlines import extent_of
from wards.queries.search import search_wards
from wards.queries.wards import wards_in_force
from wards.rules.country_names import country_name
from wards.views.map_frame import map_frame
from wards.views.municipality import municipality_context
from wards.views.position import position_config
from wards.views.public import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The search box, its answers, the map and the list. A ward asked for by code or number is shown straight away."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    result = search_wards(text, on=timezone.now()) if text else None
    if result and result.only_ward:
        return redirect(result.only_ward)
    return render(
        request,
        "wards/finder.html",
        {"form": form, "result": result, "crumbs": Crumbs(), "position": position_config()} | finder_context(),
    )


def finder_context() -> dict[str, object]:
    """What the finder shows below the search: the wards of the only municipality, or every municipality."""
    now = timezone.now()
    municipalities = list(municipalities_in_force(now))
    if len(municipalities) == 1:
        return municipality_context(municipalities[0], now)
    countries: dict[str, list[Municipality]] = {}
    for municipality in municipalities:
        countries.setdefault(country_name(municipality.country), []).append(municipality)
    return {"countries": dict(sorted(countries.items())), "frame": map_frame(extent_of(wards_in_force(now)))}
