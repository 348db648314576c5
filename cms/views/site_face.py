"""What of a municipality stands on every page of its site: name, mark, colours, contact, emergency numbers, privacy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import SiteSettings
from cms.queries.site_settings import privacy_page_of, settings_here
from cms.rules.brand import Colours, shades
from cms.rules.pictures import Use
from cms.views.renditions import rendition_of
from wards.components import Fact, Facts

OWN_MAST = "#0a3a49"


@dataclass(frozen=True)
class SiteFace:
    """Plain values for the base template; what a site leaves empty is empty here."""

    name: str = field(default_factory=lambda: settings.WAGTAIL_SITE_NAME)
    name_detail: str = ""
    mark_url: str = ""
    sheet_url: str = ""
    theme_colour: str = OWN_MAST
    contact: Facts | None = None
    privacy_url: str = ""
    privacy_title: str = ""
    information_officer: str = ""


def face_of(request: HttpRequest) -> SiteFace:
    """The face of the site that a request came to; the installation's own on a host without a site."""
    known = settings_here(request)
    if known is None:
        return SiteFace()
    sheet = sheet_of(known.brand_colour, known.mast_colour)
    privacy = privacy_page_of(known)
    contact = tuple(_contact(known))
    mark = rendition_of(known.mark, Use.MARK)
    return SiteFace(
        name=known.name or str(known.site),
        name_detail=known.name_detail,
        mark_url=mark.url if mark else "",
        sheet_url=f"{reverse('site_sheet')}?v={digest_of(sheet)}" if sheet else "",
        theme_colour=_colours(known.brand_colour, known.mast_colour)[0].get("mast", OWN_MAST),
        contact=Facts(contact) if contact else None,
        privacy_url=(privacy.get_url(request) or "") if privacy else "",
        privacy_title=privacy.title if privacy else "",
        information_officer=known.information_officer,
    )


def numbers_of(request: HttpRequest) -> dict[str, str]:
    """Emergency numbers by whom they call: the site's own before the installation's."""
    known = settings_here(request)
    own = known.emergency_numbers() if known else {}
    return {name: own.get(name, number) for name, number in (dict.fromkeys(own) | settings.EMERGENCY_NUMBERS).items()}


def sheet_of(brand: str, mast: str) -> str:
    """The style sheet that lays a municipality's colours over the site's; empty where it has none.

    It keeps out of the way of readers who ask for more contrast.
    """
    light, dark = _colours(brand, mast)
    if not light:
        return ""
    calm = "@media not all and (prefers-contrast: more)"
    return (
        f"{calm} {{ :root {{ {_declared(light)} }} }}\n"
        f"@media (prefers-color-scheme: dark) {{ {calm} {{ :root {{ {_declared(dark)} }} }} }}\n"
    )


def digest_of(sheet: str) -> str:
    """A short word that changes with the sheet."""
    return sha256(sheet.encode()).hexdigest()[:12]


@lru_cache(maxsize=512)
def _colours(brand: str, mast: str) -> tuple[Colours, Colours]:
    """The shades of colours; none of colours that were saved by another way than the form and cannot be read."""
    try:
        return shades(brand, mast)
    except ValueError:
        return {}, {}


def _declared(colours: Colours) -> str:
    return " ".join(f"--{role}: {colour};" for role, colour in colours.items())


def _contact(known: SiteSettings) -> Iterator[Fact]:
    if known.phone:
        yield Fact(_("Telephone"), known.phone, f"tel:{_dialled(known.phone)}")
    if known.whatsapp:
        yield Fact("WhatsApp", known.whatsapp, f"https://wa.me/{_dialled(known.whatsapp).removeprefix('+')}")
    if known.email:
        yield Fact(_("E-mail"), known.email, f"mailto:{known.email}")
    if known.address:
        yield Fact(_("Address"), ", ".join(line.strip(" ,") for line in known.address.splitlines() if line.strip(" ,")))
    if known.hours:
        yield Fact(_("Office hours"), known.hours)


def _dialled(number: str) -> str:
    return "".join(each for each in number if each.isdigit() or each == "+")
