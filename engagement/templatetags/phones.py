"""How telephone numbers are shown."""

from django import template

from engagement.rules.phones import shown

register = template.Library()


@register.filter
def in_groups(number: str) -> str:
    """A number in international form with its spaces: "+27 82 555 0123"."""
    return shown(number)
