"""`/wards/<code>/concerns/`: everything that residents of a ward raised and everyone may read."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from engagement.components import CaseList
from engagement.enums import ShownState
from engagement.forms.ward_concerns import WardConcernsForm
from engagement.queries.concerns import count_shown_states, in_shown_state, published_in
from engagement.ward_extension import NOTHING_RAISED, actions, concern_rows
from engagement.wording import grouped
from wards.components import Actions, Button, Chip, Chips, Crumbs, Link
from wards.models import Ward
from wards.queries.codes import wards_of_code
from wards.queries.sites import municipality_of
from wards.views.crumbs import crumbs
from wards.views.gone_wards import lead_on
from wards.views.kept_pages import shows_others
from wards.views.own_sites import on_own_site
from wards.views.public import public_page
from wards.views.which_ward import wards_meant

A_PAGE = 20


@public_page
def ward_concerns(request: HttpRequest, code: str) -> HttpResponse:
    """The newest first, in pages, narrowed by how they stand if the address asks for that.

    Raises:
        Http404: no ward ever had this code.
    """
    wards = wards_meant(request, wards_of_code(code, timezone.now()))
    if len(wards) != 1 or wards[0].municipality != municipality_of(request):
        shows_others(request)
    if not wards:
        return lead_on(request, code, route="engagement:ward_concerns")
    if len(wards) > 1:
        choices = [(ward, f"?{urlencode({'in': ward.municipality.key})}") for ward in wards]
        page = {"code": code, "crumbs": crumbs(), "choices": choices}
        return render(request, "wards/ward_choice.html", page)
    with timezone.override(wards[0].municipality.zone):
        return render(request, "engagement/ward_concerns.html", _context(request, wards[0]))


def _context(request: HttpRequest, ward: Ward) -> dict[str, object]:
    at, asked = timezone.now(), WardConcernsForm(request.GET).asked_state()
    published = published_in(ward)
    counts = count_shown_states(published, at=at)
    shown = in_shown_state(published, asked, at=at) if asked else published
    pages = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    # Where two countries write the same code, the address goes on naming the municipality that was chosen.
    chosen = {"in": ward.municipality.key} if "in" in request.GET else {}
    return {
        "ward": ward,
        "municipality": ward.municipality,
        "crumbs": Crumbs((*crumbs(ward.municipality).above, Link(ward.title, ward.get_absolute_url()))),
        "states": _states(counts, asked, chosen),
        "cases": CaseList(concern_rows(list(pages), at=at)),
        "pages": pages,
        "query": _address(chosen, asked).removeprefix("?"),
        "nothing": _("No concern of this ward stands like this at the moment.") if asked else NOTHING_RAISED,
        "way_on": _way_on(ward, chosen, is_empty=bool(asked) and not pages.object_list),
        **on_own_site(request, ward.municipality),
    }


def _states(counts: Mapping[str, int], asked: str, chosen: dict[str, str]) -> Chips | None:
    """How many stand how, each with the way to them; None where there is nothing to choose."""
    present = [state for state in ShownState if counts.get(state)]
    if len(present) < 2 and not asked:
        return None
    label = _("%(state)s: %(count)s")
    ways = [("", _("Everything"), sum(counts.values())), *((state, state.label, counts[state]) for state in present)]
    return Chips(
        [
            Chip(label % {"state": words, "count": grouped(count)}, _address(chosen, state), is_current=state == asked)
            for state, words, count in ways
        ]
    )


def _way_on(ward: Ward, chosen: dict[str, str], *, is_empty: bool) -> Actions:
    """What to do next: see the rest where nothing stands like this, write oneself where that can be, or go back."""
    ways = [(_("All concerns of this ward"), _address(chosen), "")] if is_empty else []
    ways += [(action.label, action.url, action.hint) for action in actions(ward)]
    ways.append((_("About this ward"), ward.get_absolute_url(), ""))
    return Actions(
        [
            Button(label, url, kind="plain" if number else "main", hint=hint)
            for number, (label, url, hint) in enumerate(ways)
        ]
    )


def _address(chosen: dict[str, str], state: str = "") -> str:
    return f"?{urlencode(chosen | ({'state': state} if state else {}))}"
