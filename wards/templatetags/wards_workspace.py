"""Filters of the workspace's pages."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def percentage(part: float) -> str:
    """A part (0 to 1) in words, rounded so that nothing that changed reads as all or nothing: "99.9 %", "0.1 %"."""
    percent = part * 100
    shown = round(percent, 1 if percent > 99 or percent < 1 else 0)
    shown = min(shown, 99.9) if part < 1 else shown
    return _("%(number)s %%") % {"number": number_format(shown, decimal_pos=1 if shown % 1 else 0)}
