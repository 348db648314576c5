"""Feeds and calendars of wards that are gone: programs that follow them are led on, as readers of their pages are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wards.models import Municipality
from wards.queries.codes import past_wards_of_code, sole_successor
from wards.views.crumbs import crumbs


def lead_on(request: HttpRequest, code: str, *, municipality: Municipality, route: str) -> HttpResponse:
    """The same of the ward that covers nearly all of the old one, or 410 with the wards that share it.

    Args:
        code: what no ward in force there has.
        route: the name of the address, which takes a ward's code.

    Raises:
        Http404: no ward of the municipality ever had this code.
    """
    known = past_wards_of_code(code, timezone.now())
    past = [each for each in known if each.ward.municipality_id == municipality.pk]
    if not past:
        raise Http404
    successor = sole_successor(past)
    if successor and successor.municipality_id == municipality.pk:
        return redirect(route, successor.code, permanent=True)
    page = {"code": code, "crumbs": crumbs(), "past": past}
    return render(request, "wards/ward_gone.html", page, status=410)
