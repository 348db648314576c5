"""How telephone numbers are shown."""

from django import template

from engagement.rules.phones import in_groups

register = template.Library()
register.filter("in_groups", in_groups)
