"""The way from a page about a municipality on some other host to the same page of the municipality's own site."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

from wards.models import Municipality
from wards.queries.sites import site_elsewhere


@dataclass(frozen=True)
class SamePage:
    """A page as its municipality's own site shows it.

    Attributes:
        host: of that site.
        url: the address there, with the query that was asked.
        canonical: the same without it, for search engines.
    """

    host: str
    url: str
    canonical: str


def on_own_site(request: HttpRequest, municipality: Municipality) -> dict[str, SamePage]:
    """`on_own_site` for a template: the page that is asked for, in its language, where its municipality's site is
    another than this; nothing on that site itself, and where there is none."""
    site = site_elsewhere(request, municipality)
    if not site:
        return {}
    return {
        "on_own_site": SamePage(
            host=urlsplit(site).netloc, url=f"{site}{request.get_full_path()}", canonical=f"{site}{request.path}"
        )
    }
