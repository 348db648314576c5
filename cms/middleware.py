"""Middleware of the site as a whole."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")


class PlainAddressMiddleware:
    """Answer 404 to an address with control characters. No page has one, and PostgreSQL takes no NUL in a text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _CONTROL_CHARACTERS.search(request.path_info):
            raise Http404
        return self.get_response(request)


class AdminContentPolicyMiddleware:
    """Give `/admin/` its own content security policy: Wagtail's editor needs inline style and script."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response


class WorkspaceScopeMiddleware:
    """Hide the parts of Wagtail that ask for access to the workspace and for nothing more.

    The site's history tells by kind of record, not by municipality, so that one municipality's staff would read there
    what another brought in and who did it. The admin API and the choosers of pages and tasks list every page.
    """

    OPERATORS = ("reports/site-history/", "failwhale/")
    """For superusers alone."""
    EDITORS = ("api/", "choose-page/", "workflows/task_chooser/")
    """For those who have a permission on pages."""
    PAGE_ACTIONS = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> None:
        """Answer as if the page did not exist.

        Raises:
            Http404: the person may not see it.
        """
        workspace = reverse("wagtailadmin_home")
        if not request.path_info.startswith(workspace) or request.user.is_superuser:
            return
        page = request.path_info.removeprefix(workspace)
        if page.startswith(self.OPERATORS) or (page.startswith(self.EDITORS) and not self._edits(request.user)):
            raise Http404

    def _edits(self, user: Any) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(user, self.PAGE_ACTIONS)
