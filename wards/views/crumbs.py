"""The way to a page of the wards, from the home page down."""

from django.urls import reverse
from django.utils.translation import gettext as _

from wards.components import Crumbs, Link
from wards.models import Municipality


def crumbs(municipality: Municipality | None = None) -> Crumbs:
    """The pages above: the finder, and a municipality's page if it is given."""
    finder = Link(_("Wards"), reverse("wards:index"))
    return Crumbs((finder, Link(municipality.name, municipality.get_absolute_url())) if municipality else (finder,))
