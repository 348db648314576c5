"""Who gets as far as the workspace and the councillor's desk."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

WORKSPACE, DESK = "/admin/", "/councillor/"


class SecondFactorMiddleware:
    """Admit to the workspace and the desk only a session that passed a second factor.

    Wagtail's own sign-in and password reset accept a password alone: they lead to allauth's pages instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = _without_language(request.path_info)
        if not path.startswith((WORKSPACE, DESK)) or path == f"{WORKSPACE}logout/":
            return self.get_response(request)
        return self._elsewhere(request, path) or self.get_response(request)

    def _elsewhere(self, request: HttpRequest, path: str) -> HttpResponse | None:
        """Where this request goes instead; None if it may pass.

        Raises:
            PermissionDenied: the account has no business in the workspace.
        """
        if path.startswith(f"{WORKSPACE}password_reset/"):
            return HttpResponseRedirect(reverse("account_reset_password"))
        if path == f"{WORKSPACE}login/":
            return _lead_to("account_login", request.GET.get("next") or WORKSPACE)
        if not request.user.is_authenticated:
            return _lead_to("account_login", request.get_full_path())
        if path.startswith(WORKSPACE) and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if passed_second_factor(request):
            return None
        page = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
        return _lead_to(page, request.get_full_path())


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether this session, and not only this account, proved a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _lead_to(page: str, then: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': then})}")


def _without_language(path: str) -> str:
    """The path as it would be without its language, whichever languages are switched on."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path
