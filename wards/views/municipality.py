"""`/wards/in/ZA-JHB/`: the wards of one municipality."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wards.components import MapFrame
from wards.forms.search import SearchForm
from wards.models import Municipality
from wards.queries.outlines import draw_wards, extent_of
from wards.queries.search import search_wards
from wards.queries.seats import with_councillor_names
from wards.queries.sites import municipality_of
from wards.queries.wards import wards_in_force
from wards.rules.svg import shapes_of
from wards.rules.tiles import square_around
from wards.views.crumbs import crumbs
from wards.views.kept_pages import shows_others
from wards.views.keys import municipality_or_404
from wards.views.map_frame import map_frame
from wards.views.own_sites import on_own_site
from wards.views.public import public_page

PICTURE_SIZE = 512
_MARGIN = 0.03


@public_page
def municipality(request: HttpRequest, key: str) -> HttpResponse:
    """Its wards as a list and as a picture, and a search among them."""
    now = timezone.now()
    body = municipality_or_404(key, now)
    if body != municipality_of(request):
        shows_others(request)
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    result = search_wards(text, on=now, within=body) if text else None
    if result and result.only_ward:
        return redirect(result.only_ward)
    context = {"form": form, "result": result, "crumbs": crumbs()}
    context |= municipality_context(body, now) | on_own_site(request, body)
    return render(request, "wards/municipality.html", context)


def municipality_context(body: Municipality, now: datetime) -> dict[str, object]:
    """A municipality's wards with their councillors, and the frame of their map."""
    in_force = wards_in_force(now).filter(municipality=body)
    named = (
        with_councillor_names(in_force, body.day_at(now)).select_related("delimitation").defer("boundary", "outline")
    )
    wards = list(named.order_by("number", "name", "code"))
    return {
        "municipality": body,
        "wards": wards,
        "named": any(ward.councillor_name for ward in wards),
        "frame": municipality_frame(body, now),
    }


def municipality_frame(body: Municipality, now: datetime) -> MapFrame:
    """The picture of a municipality's wards, which opens into their map."""
    extent = extent_of(wards_in_force(now).filter(municipality=body))
    square = square_around(extent, margin=_MARGIN)
    drawn = [ward for ward in draw_wards(square, size=PICTURE_SIZE, on=now) if ward.municipality == body.pk]
    return map_frame(
        extent,
        municipality=body,
        shapes=shapes_of(drawn),
        alt=_("Map of the wards of %(name)s") % {"name": body.name},
    )
