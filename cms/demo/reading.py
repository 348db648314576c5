"""Reading the demo's messages on a page."""

from django.conf import settings
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe


def link_body(body: str) -> SafeString:
    """A message's text for a page: escaped, its addresses made links.

    Links to this site lead to the address under which it is being read, whatever name or port the message gave it.
    """
    linked = urlize(body, autoescape=True)
    home = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return mark_safe(linked.replace(f'href="{home}/', 'href="/'))  # noqa: S308 - urlize has escaped it
