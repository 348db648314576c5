"""Limits per network address, wide because many phones share one; the narrow ones are per contact, in the services."""

import hashlib
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.forms import Form
from django.http import HttpRequest

from engagement.enums import Impossible

logger = logging.getLogger(__name__)

_WINDOW_SECONDS = 600
# Concerns for which no script did its piece of work come in smaller numbers; they are residents' all the same.
MOST_IN_TEN_MINUTES = {
    "raise": 60,
    "raise-unproved": 20,
    "draft": 120,
    "photo": 240,
    "reference": 120,
    "access": 30,
    "code": 60,
    "check": 30,
    "report": 20,
    "texts": 20,
    "thread": 60,
}


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Count one more use of a form from this network address, and tell whether it is one too many.

    With the cache out of reach nobody is refused: the limits per contact hold without it.
    """
    address = get_adapter(request).get_client_ip(request)
    key = f"limit/{what}/{hashlib.sha256(address.encode()).hexdigest()[:24]}"
    cache.add(key, 0, timeout=_WINDOW_SECONDS)
    try:
        uses = cache.incr(key)
    except ValueError:  # the window ended between the two calls
        uses = 1
    if uses is None:
        logger.warning("The limit on %s could not be counted: the cache is out of reach.", what)
        return False
    return uses > MOST_IN_TEN_MINUTES[what]


def is_turned_away(request: HttpRequest, form: Form, *limits: str) -> bool:
    """Count one more use of a form, and say in the form where that is one too many."""
    if not any(is_too_often(request, what) for what in limits):
        return False
    form.add_error(None, Impossible.TOO_MANY_HERE.label)
    return True
