"""Small pieces of the wards' pages."""

from collections.abc import Iterable

from django import template
from django.contrib.gis.geos import Point
from django.template import Context
from django.urls import reverse

from wards.models import Municipality, Ward
from wards.queries.sites import site_elsewhere
from wards.wording import ward_chips

register = template.Library()


@register.simple_tag
def map_at(point: Point) -> str:
    """The address of the map, opened at a point."""
    return f"{reverse('wards:map')}?lat={point.y:.5f}&lon={point.x:.5f}"


@register.simple_tag(takes_context=True)
def wards_of(context: Context, municipality: Municipality) -> str:
    """Where somebody looks for a ward of a municipality: its own site where that is another one, else its page here."""
    site = site_elsewhere(context["request"], municipality)
    return f"{site}{reverse('wards:index')}" if site else municipality.get_absolute_url()


@register.simple_tag
def chips_of(wards: Iterable[Ward], main: Ward | None = None) -> str:
    """Wards as short links, the likeliest first."""
    chips = ward_chips(wards, main=main)
    return chips.render_html() if chips else ""
