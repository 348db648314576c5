"""The pages for when something is wrong: each says what happened, what to do, and leads on.

Those for a failure of ours look at no session and ask no database: either may be what broke.
"""

import logging
import sys
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.navigation import navigation, plain_navigation
from cms.queries.taken_down import original_that_stands, was_taken_down
from cms.rules.mistyped import Guess, Meant, meant_by
from engagement.views.drafts import keep_typed_answer

logger = logging.getLogger(__name__)

SOON_SECONDS = 60
"""When to come back after the database was out of reach."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read, or is larger than anything that is asked for here."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page: what may have been meant, and the ways on. 410 for a page that was public once.

    An operator's redirect comes first: Wagtail's middleware, which stands before this, follows one after a 404 alone.
    A page that is off the site in one language alone leads to its original.
    """
    if _was_taken_down(request):
        if original := original_that_stands(request):
            return _led_on(request) or redirect(original.get_url(request))
        return _led_on(request) or render(request, "410.html", status=410)
    guess = meant_by(request.path_info)
    context = {"guess": guess, "guess_url": _address_of(guess)} if guess else {}
    return render(request, "404.html", context, status=404)


def _address_of(guess: Guess) -> str:
    """Where what was meant is followed, typed again, or looked for."""
    if guess.meant is Meant.REFERENCE:
        return reverse("engagement:story", args=[guess.text])
    if guess.meant is Meant.NEARLY_REFERENCE:
        return f"{reverse('engagement:track')}?{urlencode({'reference': guess.text})}"
    return f"{reverse('wards:index')}?{urlencode({'q': guess.text})}"


def _was_taken_down(request: HttpRequest) -> bool:
    try:
        return was_taken_down(request)
    except DatabaseError:
        return False


def _led_on(request: HttpRequest) -> HttpResponse | None:
    """Where a redirect leads from here; None where there is none.

    One that leads to this very address is none: a page that moved away and came back leaves such a one behind.
    """
    missing = HttpResponseNotFound()
    answer = RedirectMiddleware(lambda _request: missing)(request)
    if answer is missing:
        return None
    here, there = (urlsplit(request.build_absolute_uri(address)) for address in (None, answer["Location"]))
    return None if (here.hostname, here.path) == (there.hostname, there.path) else answer


def method_refused(request: HttpRequest, allowed: str) -> HttpResponse:
    """The address is asked in a way that it does not answer to.

    Args:
        allowed: the ways that it does, as the header has them.
    """
    page = render(request, "405.html", status=405)
    page["Allow"] = allowed
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """A failure of ours; 503 where the database is out of reach, since that passes."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request, "503.html", {}, retry_after=SOON_SECONDS)
    return HttpResponseServerError(_without_help(request, "500.html", {}))


def unavailable(
    request: HttpRequest, template: str, context: Mapping[str, object], *, retry_after: int
) -> HttpResponse:
    """The site is away for a while.

    Args:
        retry_after: seconds after which to ask again.
    """
    page = HttpResponse(_without_help(request, template, context), status=503)
    page["Retry-After"] = str(retry_after)
    page["Cache-Control"] = "no-store"
    return page


def _without_help(request: HttpRequest, template: str, context: Mapping[str, object]) -> str:
    """A page with the site's menu and its emergency numbers; with those of the settings alone where that fails."""
    for surroundings in (lambda: navigation(request) | plain_navigation(), plain_navigation):
        try:
            return render_to_string(template, {**surroundings(), "site_sections": None, **context})
        except Exception:
            logger.exception("A page for failures failed.")
    return defaults.ERROR_PAGE_TEMPLATE % {"title": _("Something went wrong on our side"), "details": ""}


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the cookie that belongs to it, as after signing in again in another tab: nothing was done.

    An answer typed at the desk is kept, and its page shows it again.
    """
    if keep_typed_answer(request):
        return redirect(request.path)
    return render(request, "403_csrf.html", {"back": request.path}, status=403)
