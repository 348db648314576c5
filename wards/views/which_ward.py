"""Telling wards apart that share a code."""

from django.http import HttpRequest

from wards.forms.ward import WhichWardForm
from wards.models import Ward
from wards.queries.sites import municipality_of


def wards_meant(request: HttpRequest, wards: list[Ward]) -> list[Ward]:
    """Those among wards of one code that a request means; all of them where it does not say.

    An address says it by `?in=ZA-JHB`; without that, the host does where it is one of the municipalities' own.
    """
    if len(wards) < 2:
        return wards
    form = WhichWardForm(request.GET)
    host = municipality_of(request)
    key = (form.cleaned_data["in"] if form.is_valid() else "") or (host.key if host else "")
    return [ward for ward in wards if ward.municipality.key == key] or wards
