"""Municipalities in addresses: ZA-JHB is municipality JHB of country ZA."""

from django.http import Http404
from django.utils.translation import gettext as _

from wards.models import Municipality
from wards.queries.days import DayOrMoment
from wards.queries.municipalities import municipalities_in_force


def municipality_or_404(key: str, on: DayOrMoment) -> Municipality:
    """The municipality of an address, with `ward_count`.

    Raises:
        Http404: there is none, or none of its wards is in force.
    """
    country, _dash, code = key.partition("-")
    found = municipalities_in_force(on).filter(country=country, code=code).first()
    if found is None:
        raise Http404(_("No municipality with this code has wards here."))
    return found
