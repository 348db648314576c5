"""The live pages of the site that a request came to, in the language of its address."""

from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from cms.queries.homes import homes_of
from wards.queries.sites import municipality_of

PageType = TypeVar("PageType", bound=Page)


def page_here(request: HttpRequest, kind: type[PageType], **which: Any) -> PageType | None:
    """The live page of a kind on the request's site: in the language of the address, else in the original's, else none.

    An alias is as good as a translation; what no editor translated yet is shown in the language that it was written in.
    """
    municipality = municipality_of(request)
    if municipality is None:
        return None
    here = kind.objects.none()
    for home in homes_of(municipality).values_list("path", flat=True):
        here = here | kind.objects.filter(path__startswith=home)
    language = get_language() or settings.LANGUAGE_CODE
    languages = {language, settings.LANGUAGE_CODE}
    found = here.live().filter(locale__language_code__in=languages, **which).select_related("locale").order_by("pk")
    return min(found, key=lambda page: page.locale.language_code != language, default=None)
