"""Small pieces of the wards' pages."""

import re

from django import template
from django.contrib.gis.geos import Point
from django.urls import reverse

register = template.Library()


@register.simple_tag
def map_at(point: Point) -> str:
    """The address of the map, opened at a point."""
    return f"{reverse('wards:map')}?lat={point.y:.5f}&lon={point.x:.5f}"


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a `tel:` link takes it: digits, and the plus of a country's code."""
    return re.sub(r"(?!^\+)\D", "", phone.strip())
