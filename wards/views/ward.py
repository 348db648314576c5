"""`/wards/<code>/`: one ward, who speaks for it, and what a resident can do."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wards.components import MapFrame
from wards.extensions import registered
from wards.forms.search import SearchForm
from wards.forms.ward import WhichWardForm
from wards.models import Ward
from wards.queries.codes import (
    coming_wards_of_code,
    past_wards_of_code,
    sole_successor,
    ward_of_number,
    wards_of_code,
)
from wards.queries.neighbours import neighbours_of
from wards.queries.outlines import draw_wards
from wards.queries.seats import committee_of, seat_of
from wards.queries.sites import municipality_of
from wards.rules.svg import shapes_of
from wards.rules.tiles import Extent, square_around
from wards.views.crumbs import crumbs
from wards.views.finder import finder_context
from wards.views.kept_pages import shows_others
from wards.views.map_frame import map_frame
from wards.views.municipality import PICTURE_SIZE
from wards.views.own_sites import on_own_site
from wards.views.portraits import portrait
from wards.views.position import position_config
from wards.views.public import public_page
from wards.views.which_ward import wards_meant
from wards.wording import seat_card, ward_chips

# The ward takes up about six tenths of its picture; the rest shows what lies around it.
_MARGIN = 0.35
_WIDE_VIEW = "0 64 512 384"


@public_page
def ward(request: HttpRequest, code: str) -> HttpResponse:
    """The ward with a code; a choice where several have it, and help where none has it any more, yet, or ever."""
    now = timezone.now()
    page = {"code": code, "crumbs": crumbs()}
    wards = wards_meant(request, wards_of_code(code, now))
    if len(wards) != 1 or wards[0].municipality != municipality_of(request):
        shows_others(request)
    if len(wards) == 1:
        with timezone.override(wards[0].municipality.zone):
            return _page_of_its_own(request, wards[0]) or _plain_page(request, wards[0], now)
    if wards:
        choices = [(ward, f"{ward.get_absolute_url()}?in={ward.municipality.key}") for ward in wards]
        return render(request, "wards/ward_choice.html", page | {"choices": choices})
    if past := past_wards_of_code(code, now):
        if successor := sole_successor(past):
            was = urlencode({"was": past[0].ward.code})
            return redirect(f"{successor.get_absolute_url()}?{was}", permanent=True)
        return render(request, "wards/ward_gone.html", page | {"past": past}, status=410)
    if numbered := ward_of_number(code, municipality_of(request), now):
        return redirect(numbered)
    page |= {"coming": coming_wards_of_code(code, now), "form": SearchForm(), "position": position_config()}
    return render(request, "wards/ward_missing.html", finder_context(request) | page, status=404)


def came_from(request: HttpRequest, ward: Ward) -> dict[str, object]:
    """`was`: the code of the ward that is gone and led here, if its address did."""
    form = WhichWardForm(request.GET)
    code = form.cleaned_data["was"] if form.is_valid() else ""
    known = bool(code) and code != ward.code and Ward.objects.filter(municipality=ward.municipality, code=code).exists()
    return {"was": code if known else ""}


def _plain_page(request: HttpRequest, ward: Ward, now: datetime) -> HttpResponse:
    context = ward_context(ward, now) | came_from(request, ward) | on_own_site(request, ward.municipality)
    return render(request, "wards/ward.html", context)


def _page_of_its_own(request: HttpRequest, ward: Ward) -> HttpResponse | None:
    pages = (extension.page(request, ward) for extension in registered())
    return next((page for page in pages if page), None)


def ward_context(ward: Ward, now: datetime) -> dict[str, object]:
    """What is known of a ward: its seat, its committee, its neighbours, its picture, and what other floors add."""
    today = ward.municipality.day_at(now)
    extensions = registered()
    seat = seat_of(ward, today)
    return {
        "ward": ward,
        "municipality": ward.municipality,
        "crumbs": crumbs(ward.municipality),
        "seat": seat,
        "committee": committee_of(ward, today),
        "neighbours": ward_chips(neighbours_of(ward, now), beside=ward.municipality),
        "frame": _frame(ward, now),
        # The page is the same for everybody and kept by caches: sections show what nobody in particular may see.
        "speaker": seat_card(
            seat,
            notes=[note for extension in extensions for note in extension.notes(ward)],
            actions=[action for extension in extensions for action in extension.actions(ward)],
            photo=portrait(seat),
        ),
        "parts": [section for extension in extensions for section in extension.sections(ward, None)],
        "asides": [aside for extension in extensions for aside in extension.asides(ward)],
    }


def _frame(ward: Ward, now: datetime) -> MapFrame:
    extent = Extent(*ward.outline.extent)
    drawn = draw_wards(square_around(extent, margin=_MARGIN), size=PICTURE_SIZE, on=now)
    return map_frame(
        extent,
        municipality=ward.municipality,
        ward=ward,
        shapes=shapes_of(drawn, here={ward.pk}),
        alt=_("Map of %(ward)s among its neighbours") % {"ward": ward.title},
        view_box=_WIDE_VIEW,
    )
