"""Which municipality's site a request came to, where those of others are, and where a message leads back.

A message names no host because a request did: whoever sends a request writes its `Host`. It names one of a site's
record or of the settings.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from wagtail.models import Site

from wards.models import Municipality


def municipality_of(request: HttpRequest) -> Municipality | None:
    """The municipality whose site the request's host is; None on a host of the installation itself.

    Asked once a request: the answer is kept with it.
    """
    if not hasattr(request, "_municipality"):
        site = Site.find_for_request(request)
        municipalities = Municipality.objects.select_related("site__root_page")
        request._municipality = municipalities.filter(site=site).first() if site else None
    return request._municipality


def site_elsewhere(request: HttpRequest, municipality: Municipality) -> str:
    """Where a municipality's site begins, such as "https://www.example.org", if that is another host than was asked.

    Reads `municipality.site`: a list of municipalities fetches it ahead.

    Returns:
        Empty on its own host, and where it has no site.
    """
    if municipality.site is None or municipality == municipality_of(request):
        return ""
    return municipality.site.root_url


def address_for(municipality: Municipality | None) -> str:
    """Where messages about something of a municipality lead, without a slash at the end: "https://www.example.org".

    Its own site's address, unless this server would not answer there; else the installation's.
    """
    site = municipality.site if municipality else None
    if site and validate_host(site.hostname, settings.ALLOWED_HOSTS):
        return site.root_url
    return _address_of_installation()


def address_asked(request: HttpRequest | None) -> str:
    """Where messages lead that somebody asked for: to the host on which they did, if it is a known one.

    Known are the hosts of sites, and those that the settings name one by one. Of a site scheme and port are its own;
    of another host they are those of the installation's address.
    """
    host = _host_of(request)
    if host and (site := Site.objects.filter(hostname=host).order_by("-port").first()):
        return site.root_url
    installation = _address_of_installation()
    if not host or host not in settings.ALLOWED_HOSTS:
        return installation
    port = urlsplit(installation).port
    return urlsplit(installation)._replace(netloc=f"{host}:{port}" if port else host).geturl()


def _address_of_installation() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def _host_of(request: HttpRequest | None) -> str:
    """The name that a request gives the host, without its port; empty where this server does not answer to it."""
    try:
        return split_domain_port(request.get_host())[0] if request else ""
    except DisallowedHost:
        return ""
