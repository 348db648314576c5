"""The way to a page of the wards, from the home page down."""

from django.urls import reverse
from django.utils.translation import gettext as _

from wards.models import Municipality


def crumbs(municipality: Municipality | None = None) -> list[tuple[str, str]]:
    """Labels and addresses of the pages above: the finder, and a municipality's page if it is given."""
    above = [(_("Wards"), reverse("wards:index"))]
    return [*above, (municipality.name, municipality.get_absolute_url())] if municipality else above
