"""The page for a failure of ours."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.views import defaults

from cms.navigation import navigation

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so with the site's menu and its emergency numbers; without them where even that fails.

    It looks at no session and asks no database: either may be what broke.
    """
    try:
        return HttpResponseServerError(render_to_string("500.html", navigation(request)))
    except Exception:
        logger.exception("The page for failures failed.")
        return defaults.server_error(request)
