"""The pages for a failure of ours, and for a form that comes too late."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views import defaults

from cms.navigation import navigation
from engagement.views.drafts import keep_typed_answer

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so with the site's menu and its emergency numbers; without them where even that fails.

    It looks at no session and asks no database: either may be what broke.
    """
    try:
        return HttpResponseServerError(render_to_string("500.html", {**navigation(request), "sections": None}))
    except Exception:
        logger.exception("The page for failures failed.")
        return defaults.server_error(request)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the cookie that belongs to it, as after signing in again in another tab: nothing was done.

    An answer typed at the desk is kept, and its page shows it again.
    """
    if keep_typed_answer(request):
        return redirect(request.path)
    return render(request, "403_csrf.html", {"back": request.path}, status=403)
