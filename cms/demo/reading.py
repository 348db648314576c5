"""Reading the demo's messages on a page."""

import re

from django.conf import settings
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe

_HOME = re.escape(settings.WAGTAILADMIN_BASE_URL.rstrip("/"))
_TO_THIS_SITE = re.compile(rf'href="(?:{_HOME}|http://(?:127\.0\.0\.1|(?:[a-z0-9-]+\.)?localhost)(?::\d+)?)/')


def link_body(body: str) -> SafeString:
    """A message's text for a page: escaped, its addresses made links.

    Links to this site lead to the address under which it is being read, whatever name or port the message gave it: the
    demo serves on this machine, on another port each time.
    """
    linked = urlize(body, autoescape=True)
    return mark_safe(_TO_THIS_SITE.sub('href="/', linked))  # noqa: S308 - urlize has escaped it
