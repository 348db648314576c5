"""Telling wards apart that share a code."""

from django.http import HttpRequest

from wards.forms.ward import WhichWardForm
from wards.models import Ward


def wards_meant(request: HttpRequest, wards: list[Ward]) -> list[Ward]:
    """Those among wards of one code that an address means by `?in=ZA-JHB`; all of them where it names none."""
    form = WhichWardForm(request.GET)
    key = form.cleaned_data["in"] if form.is_valid() else ""
    return [ward for ward in wards if ward.municipality.key == key] or wards
