"""Who gets as far as the workspace and the councillor's desk."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from engagement.models import User
from engagement.queries.people import has_desk
from engagement.second_factor import passed_second_factor
from engagement.views.drafts import keep_typed_answer

WORKSPACE, DESK = "/admin/", "/councillor/"
INVITATIONS = f"{DESK}invitation/"
"""Whoever is invited to help at a desk has none yet."""
# Where an account's factors, addresses and password are changed. Whoever has a second factor proves it here first, so
# that a stolen password cannot take the factor away.
SECOND_FACTORS = "/accounts/2fa/"
ACCOUNT_KEYS = (
    SECOND_FACTORS,
    "/accounts/email/",
    "/accounts/phone/",
    "/accounts/password/change/",
    "/accounts/password/set/",
)
PROVING = (
    f"{SECOND_FACTORS}authenticate/",
    f"{SECOND_FACTORS}reauthenticate/",
    f"{SECOND_FACTORS}webauthn/login/",
    f"{SECOND_FACTORS}webauthn/reauthenticate/",
)


class KeptForBackMiddleware:
    """Let a page that answers a form stay in the browser's store when its cookies change; stands before the sessions.

    Sending the form at last may begin a session, and a copy that varies by cookie would then no longer fit. No other
    request is ever answered from it: browsers file the answer to a form under that one sending.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if getattr(answer, "kept_for_back", False):
            varies = [name.strip() for name in answer.get("Vary", "").split(",")]
            answer["Vary"] = ", ".join(name for name in varies if name and name.lower() != "cookie")
        return answer


class SecondFactorMiddleware:
    """Admit to the workspace and the desk only a session that passed a second factor.

    An answer that was typed at the desk is kept meanwhile.

    Wagtail's own sign-in and password reset accept a password alone: they lead to allauth's pages instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = _without_language(request.path_info)
        return self._elsewhere(request, path) or self.get_response(request)

    def _elsewhere(self, request: HttpRequest, path: str) -> HttpResponse | None:
        """Where this request goes instead; None if it may pass.

        Raises:
            PermissionDenied: the account has no business in the workspace, or works at no desk.
        """
        if path.startswith(ACCOUNT_KEYS):
            return _to_keys(request, path)
        if not path.startswith((WORKSPACE, DESK)):
            return None
        if path == f"{WORKSPACE}logout/":
            # Wagtail forgets the session whatever the method: a picture on another site could sign somebody out.
            return None if request.method == "POST" else HttpResponseRedirect(reverse("account_logout"))
        if path.startswith(f"{WORKSPACE}password_reset/"):
            return HttpResponseRedirect(reverse("account_reset_password"))
        if path == f"{WORKSPACE}login/":
            return _lead_to("account_login", request.GET.get("next") or WORKSPACE)
        if not request.user.is_authenticated:
            keep_typed_answer(request)
            return _lead_to("account_login", request.get_full_path())
        if path.startswith(WORKSPACE) and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if passed_second_factor(request):
            return None
        if path.startswith(DESK) and not path.startswith(INVITATIONS) and not has_desk(request.user):
            raise PermissionDenied
        keep_typed_answer(request)
        page = _proving_page(request.user) if is_mfa_enabled(request.user) else "mfa_activate_totp"
        return _lead_to(page, request.get_full_path())


def _to_keys(request: HttpRequest, path: str) -> HttpResponse | None:
    if path in PROVING or not request.user.is_authenticated or not is_mfa_enabled(request.user):
        return None
    if passed_second_factor(request):
        return None
    return _lead_to(_proving_page(request.user), request.get_full_path())


def _proving_page(user: User) -> str:
    """Where an account shows its second factor again: an app's code, unless all that it has is a passkey."""
    only_passkey = not is_mfa_enabled(user, [Authenticator.Type.TOTP]) and is_mfa_enabled(
        user, [Authenticator.Type.WEBAUTHN]
    )
    return "mfa_reauthenticate_webauthn" if only_passkey else "mfa_reauthenticate"


def _lead_to(page: str, then: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': then})}")


def _without_language(path: str) -> str:
    """The path as it would be without its language, whichever languages are switched on."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path
