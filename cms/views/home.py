"""The front door: a municipality's home page on its own host, and the installation's elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import HomePage
from cms.queries.pages import page_here
from cms.views.serving import serve_page
from engagement import kinds
from wards.components import Link, TaskCard
from wards.models import Municipality
from wards.queries.sites import site_elsewhere
from wards.queries.wards import wards_in_force
from wards.views.public import public_page


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Where do you live, and what do you want to do."""
    if page := page_here(request, HomePage):
        return serve_page(page, request)
    return render(request, "cms/home.html", {"tasks": tasks(), "municipalities": _municipalities(request)})


def tasks() -> list[TaskCard]:
    """What a resident can do here: only what exists."""
    return [
        *(
            TaskCard(title=kind.title, hint=kind.hint, icon=kind.icon, url=kind.get_start_url())
            for kind in kinds.registered()
            if kind.is_started_by_residents
        ),
        TaskCard(
            title=_("Find your ward"),
            hint=_("Which ward you live in, and who speaks for you."),
            icon="map",
            url=reverse("wards:index"),
        ),
        TaskCard(
            title=_("Follow a reference"),
            hint=_("See where your case stands and what was promised."),
            icon="clock",
            url=reverse("engagement:track"),
        ),
    ]


def _municipalities(request: HttpRequest) -> list[Link]:
    """The way to each: its own front door, or its page here where it has none."""
    in_force = wards_in_force(timezone.now())
    municipalities = Municipality.objects.filter(pk__in=in_force.values("municipality")).select_related("site")
    return [Link(body.name, _front_door(request, body)) for body in municipalities]


def _front_door(request: HttpRequest, municipality: Municipality) -> str:
    site = site_elsewhere(request, municipality)
    return f"{site}{reverse('home')}" if site else municipality.get_absolute_url()
