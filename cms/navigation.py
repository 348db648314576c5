"""The masthead: what exists is listed, what is not built is not."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class MenuItem:
    """One link of the main menu."""

    label: str
    url: str


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: what the base template shows on every page. Asks the database nothing.

    `demo_url` is empty outside the demo.
    """
    return {
        "menu": menu(),
        "home_url": reverse("home"),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "emergency_note": settings.EMERGENCY_NOTE,
        "demo_url": reverse("demo") if settings.DEMO else "",
    }


def menu() -> list[MenuItem]:
    """The links of the masthead, in the language in use."""
    return [
        MenuItem(_("Wards"), reverse("wards:index")),
        MenuItem(_("Follow"), reverse("engagement:track")),
        MenuItem(_("Sign in"), reverse("account_login")),
    ]
