"""The ways up from pages below the desk, a resident's own cases, and a reference."""

from django.urls import reverse
from django.utils.translation import gettext as _

from engagement.models import Case
from wards.components import Crumbs, Link


def desk_crumbs(case: Case | None = None) -> Crumbs:
    """The way back to the desk, and to a concern on it."""
    links = [Link(_("My desk"), reverse("engagement:desk"))]
    if case:
        links.append(Link(case.reference, reverse("engagement:councillor_case", args=[case.reference])))
    return Crumbs(tuple(links))


def my_crumbs() -> Crumbs:
    """The way back to what a resident brought."""
    return Crumbs((Link(_("My cases"), reverse("engagement:my")),))


def track_crumbs() -> Crumbs:
    """The way back to where a reference is typed."""
    return Crumbs((Link(_("Follow a reference"), reverse("engagement:track")),))
