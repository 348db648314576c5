"""Addresses below those of wards that are gone, such as feeds: who follows them is led on, as on the wards' pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wards.models import Municipality
from wards.queries.codes import past_wards_of_code, sole_successor
from wards.views.crumbs import crumbs


def lead_on(request: HttpRequest, code: str, *, route: str, within: Municipality | None = None) -> HttpResponse:
    """The same of the ward that covers nearly all of the old one, or 410 with the wards that share it.

    Args:
        code: what no ward in force there has.
        route: the name of the address, which takes a ward's code.
        within: the municipality whose wards the address knows; every municipality without one.

    Raises:
        Http404: no ward there ever had this code.
    """
    past = past_wards_of_code(code, timezone.now())
    if within:
        past = [each for each in past if each.ward.municipality_id == within.pk]
    if not past:
        raise Http404(_("There is no ward with this code today."))
    successor = sole_successor(past)
    if successor and within in (None, successor.municipality):
        return redirect(route, successor.code, permanent=True)
    return render(request, "wards/ward_gone.html", {"code": code, "crumbs": crumbs(), "past": past}, status=410)
