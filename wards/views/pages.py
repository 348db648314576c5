"""Pages about wards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wards.extensions import registered
from wards.queries.wards import wards_in_force


def index(request: HttpRequest) -> HttpResponse:
    """Every ward in force."""
    wards = wards_in_force(timezone.localdate()).select_related("municipality").defer("boundary", "outline")
    return render(request, "wards/index.html", {"wards": wards})


def ward(request: HttpRequest, code: str) -> HttpResponse:
    """One ward: who speaks for it, and what a resident can do."""
    found = (
        wards_in_force(timezone.localdate()).filter(code=code).select_related("municipality", "delimitation").first()
    )
    if found is None:
        raise Http404(_("There is no ward with this code today."))
    actions = [action for extension in registered() for action in extension.actions(found)]
    return render(request, "wards/ward.html", {"ward": found, "actions": actions})
