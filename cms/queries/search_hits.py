"""The pages that a search found, with what is shown of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.queries.homes import home_path
from cms.queries.page_search import FoundPage
from cms.rules.search import Piece, SearchWord, marked, snippet
from wards.models import Municipality


@dataclass(frozen=True)
class Hit:
    """A page of its own kind, its title and the part of its text where the words stand, and whose site it is on.

    `language` is the code of the one that it is written in: an alias says in one what was written in another.
    """

    page: Page
    title: list[Piece]
    text: list[Piece]
    municipality: Municipality | None
    language: str


def read_hits(
    found: Sequence[FoundPage], words: Sequence[SearchWord], *, names_municipality: bool = False
) -> list[Hit]:
    """The pages in the order in which they were found; a statement for each kind of page among them and two more.

    Args:
        names_municipality: say whose page it is, for two statements more.
    """
    keys = [page.pk for page in found]
    texts = (
        Page.objects.filter(pk__in=keys)
        .prefetch_related("locale")
        .annotate(
            text=F("index_entries__body_text"),
            written_in=Coalesce("alias_of__locale__language_code", "locale__language_code"),
        )
    )
    pages = {page.pk: page for page in texts.specific().defer_streamfields()}
    owners = _owners(pages.values()) if names_municipality and pages else {}
    return [
        Hit(
            page,
            marked(page.title, words),
            snippet(_text(page), words),
            owners.get(home_path(page)),
            page.written_in,
        )
        for page in (pages[key] for key in keys if key in pages)
    ]


def _text(page: Page) -> str:
    """What the index keeps of a page beside its title. A document's file is often called as its page: not twice."""
    return (page.text or "").removeprefix(page.title).removesuffix(page.title)


def _owners(pages: Sequence[Page]) -> dict[str, Municipality]:
    homes = Page.objects.filter(path__in={home_path(page) for page in pages}).values_list("path", "translation_key")
    municipalities = Municipality.objects.filter(site__root_page__translation_key__in=[key for _path, key in homes])
    by_key = {
        each.key_of_site: each for each in municipalities.annotate(key_of_site=F("site__root_page__translation_key"))
    }
    return {path: by_key[key] for path, key in homes}
