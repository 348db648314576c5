"""What the municipality whose site a request came to says of itself."""

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import SiteSettings
from engagement.rules.notices import Controller
from wards.models import Municipality
from wards.queries.sites import municipality_of


def settings_here(request: HttpRequest) -> SiteSettings | None:
    """The settings of the request's site with their mark; None on a host without a site.

    One statement a request beside that for whose host it is: the answer is kept with the request.
    """
    if not hasattr(request, "_site_settings"):
        municipality = municipality_of(request)
        known = SiteSettings.objects.select_related("mark")
        request._site_settings = known.filter(site=municipality.site_id).first() if municipality else None
    return request._site_settings


def privacy_page_of(settings: SiteSettings) -> Page | None:
    """The live privacy notice in the language in use, else as it was chosen; one statement where there is one."""
    if settings.privacy_page_id is None:
        return None
    chosen = Page.objects.filter(pk=settings.privacy_page_id).values("translation_key")
    pages = list(Page.objects.live().filter(translation_key__in=chosen).select_related("locale"))
    here = (page for page in pages if page.locale.language_code == get_language())
    return next(here, None) or next((page for page in pages if page.pk == settings.privacy_page_id), None)


def controller_in(municipality: Municipality) -> Controller:
    """Who answers for what a municipality takes in, as its site's settings say."""
    known = SiteSettings.objects.filter(site=municipality.site_id).first() if municipality.site_id else None
    if known is None:
        return Controller(municipality.name)
    reach = [", ".join(filter(None, map(str.strip, known.address.splitlines()))), known.phone, known.email]
    return Controller(
        name=municipality.name,
        reach=", ".join(filter(None, reach)),
        information_officer=known.information_officer,
        abroad=known.data_abroad,
    )
