"""The masthead: what exists is listed, what is not built is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cms.queries.sections import sections_here
from cms.views.site_face import SiteFace, face_of, numbers_of
from engagement.models import User
from engagement.queries.people import has_desk


@dataclass(frozen=True)
class MenuItem:
    """One link of the main menu, and what it is for."""

    label: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class EmergencyNumber:
    """A number to call, and how it reads."""

    label: str
    dialled: str


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and the links to what is theirs, the main one first."""

    name: str
    links: list[MenuItem]


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: what the base template shows on every page. Asks the database nothing by itself.

    `site_sections`, the pages under the site's home page, `face`, what its municipality says of itself, and the
    numbers to call are asked for once a template shows them.

    `demo_url` is empty outside the demo; `guide_url` is the guide of those who work at a desk. `signed_in` looks at the
    session and the database once a template asks for it: only `signed_in.html` does, so that public pages stay the same
    for everybody and caches may keep them.
    """
    return {
        "menu": menu(),
        "site_sections": SimpleLazyObject(lambda: _sections(request)),
        "sign_in_url": reverse("account_login"),
        "signed_in": SimpleLazyObject(lambda: _signed_in(request)),
        "guide_url": reverse("desk_guide"),
        "home_url": reverse("home"),
        "finder_url": reverse("wards:index"),
        "installation_name": settings.WAGTAIL_SITE_NAME,
        "face": SimpleLazyObject(lambda: face_of(request)),
        "emergency_numbers": SimpleLazyObject(lambda: emergency_numbers(numbers_of(request))),
        "demo_url": reverse("demo") if settings.DEMO else "",
        "source_url": settings.SOURCE_URL,
    }


def plain_navigation() -> dict[str, object]:
    """What of it stands in the settings: for pages that must not ask for anything else."""
    return {
        "menu": menu(),
        "home_url": reverse("home"),
        "finder_url": reverse("wards:index"),
        "face": SiteFace(),
        "emergency_numbers": emergency_numbers(settings.EMERGENCY_NUMBERS),
        "source_url": settings.SOURCE_URL,
    }


def menu() -> list[MenuItem]:
    """The links of the masthead, in the language in use."""
    return [
        MenuItem(
            _("Wards"), reverse("wards:index"), _("Find your ward, and write to the councillor who speaks for you.")
        ),
        MenuItem(_("Follow"), reverse("engagement:track"), _("Read what happened to your case, by its reference.")),
        MenuItem(_("Search"), reverse("search"), _("Look for a word in everything on this site.")),
    ]


@dataclass(frozen=True)
class Sections:
    """Links to the pages under a site's home page: those of the menu, and all of them for the foot of the page."""

    menu: list[MenuItem]
    every: list[MenuItem]


def _sections(request: HttpRequest) -> Sections:
    pages = sections_here(request)
    links = {page.pk: MenuItem(page.title, page.get_url(request)) for page in pages}
    return Sections([links[page.pk] for page in pages if page.show_in_menus], list(links.values()))


def emergency_numbers(numbers: Mapping[str, str]) -> list[EmergencyNumber]:
    """Whom to call in danger, in the language in use.

    Args:
        numbers: by whom they call: "any", "police", "ambulance", "fire".
    """
    labels = {
        "any": _("Any emergency: %(number)s"),
        "police": _("Police: %(number)s"),
        "ambulance": _("Ambulance: %(number)s"),
        "fire": _("Fire: %(number)s"),
    }
    return [
        EmergencyNumber(labels[name] % {"number": number}, number.replace(" ", "")) for name, number in numbers.items()
    ]


def _signed_in(request: HttpRequest) -> SignedIn | None:
    user = getattr(request, "user", None)
    return SignedIn(str(user), list(_own_links(user))) if user and user.is_authenticated else None


def _own_links(user: User) -> Iterator[MenuItem]:
    if has_desk(user):
        yield MenuItem(_("My desk"), reverse("engagement:desk"))
    yield MenuItem(_("My cases"), reverse("engagement:my"))
    if user.has_perm("wagtailadmin.access_admin"):
        yield MenuItem(_("Workspace"), reverse("wagtailadmin_home"))
