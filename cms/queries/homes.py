"""Which municipality a page belongs to, and where its pages begin in each language."""

from django.db.models import QuerySet
from wagtail.models import Page

from wards.models import Municipality

HOME_DEPTH = 2
"""Home pages stand right under the root of the tree, one for each municipality and language."""


def home_path(page: Page) -> str:
    """The tree path of the home page above a page, or of the page itself."""
    return page.path[: Page.steplen * HOME_DEPTH]


def municipality_of_page(page: Page) -> Municipality | None:
    """Whose site a page stands on, in whichever language; None above and beside every site."""
    if not page.path or page.depth is None or page.depth < HOME_DEPTH:
        return None
    home = Page.objects.filter(path=home_path(page)).values("translation_key")
    return Municipality.objects.select_related("site").filter(site__root_page__translation_key__in=home).first()


def homes_of(municipality: Municipality) -> QuerySet[Page]:
    """The home pages of a municipality's site, one for each language; none where it has no site."""
    if municipality.site is None:
        return Page.objects.none()
    return Page.objects.filter(translation_key=municipality.site.root_page.translation_key, depth=HOME_DEPTH)


def pages_of(municipality: Municipality) -> QuerySet[Page]:
    """Every page of a municipality's site, in every language."""
    found = Page.objects.none()
    for home in homes_of(municipality):
        found = found | Page.objects.descendant_of(home, inclusive=True)
    return found


def language_of(page: Page) -> str:
    """The language that an editor wrote a page in: an alias says in one language what was written in another.

    Reads `page.locale` and `page.alias_of.locale`: a list of pages fetches both ahead.
    """
    return (page.alias_of or page).locale.language_code
