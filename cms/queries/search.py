"""Everything that a search of the site finds: wards and places, councillors, pages and documents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cms.enums import SearchGroup
from cms.queries.page_search import FoundPage, PageSearch, search_pages
from cms.rules.search import SearchWord, words_of
from engagement.rules.references import MalformedReferenceError, parse_reference
from wards.enums import MatchReason
from wards.models import Municipality
from wards.queries.councillor_search import CouncillorMatch, councillors_like
from wards.queries.search import PlaceMatch, SearchResult, search_wards
from wards.rules.names import normalise_name

# From this likeness on a name is called what was typed.
_CALLED = 0.95


@dataclass(frozen=True)
class Found:
    """All that was found for a text.

    `reference` is the text as the reference of a case, if it could be one; whether there is such a case is not looked
    up. `groups` are those that something was found in, the best first.
    """

    text: str
    words: tuple[SearchWord, ...]
    reference: str
    places: SearchResult
    councillors: Sequence[CouncillorMatch]
    by_words: PageSearch
    groups: tuple[SearchGroup, ...]

    @property
    def pages(self) -> list[FoundPage]:
        """The pages but for documents."""
        return [page for page in self.by_words.pages if not page.is_document]

    @property
    def documents(self) -> list[FoundPage]:
        """The documents."""
        return [page for page in self.by_words.pages if page.is_document]

    def count(self, group: SearchGroup) -> int:
        """How many were found in a group."""
        return {
            SearchGroup.WARDS: len(self.places.wards) + len(self.places.places) + len(self.places.municipalities),
            SearchGroup.COUNCILLORS: len(self.councillors),
            SearchGroup.PAGES: len(self.pages),
            SearchGroup.DOCUMENTS: len(self.documents),
        }[group]

    @property
    def total(self) -> int:
        """How many were found in all."""
        return sum(self.count(group) for group in self.groups)


def search_site(text: str, *, language: str, at: datetime, within: Municipality | None) -> Found:
    """Search everything that anybody may read.

    The number of statements does not grow with what is found.

    Args:
        text: as typed.
        language: the code of the language that is read; pages in it come first.
        within: the municipality whose site it is: nothing of others is found. Without one all are searched.
    """
    words = words_of(text)
    places = search_wards(text, on=at, within=within)
    councillors = councillors_like(text, on=at, within=within)
    by_words = search_pages(words, language=language, at=at, within=within)
    if by_words.pages and not by_words.is_corrected and not by_words.missing:
        # "Water" is on many pages: nobody who types it means Walter.
        councillors = [match for match in councillors if match.likeness >= _CALLED]
        places = replace(places, places=[match for match in places.places if is_named_by(match, words)])
    elif by_words.is_corrected and (_named(places) or any(match.likeness >= _CALLED for match in councillors)):
        by_words = PageSearch()
    scores = {
        SearchGroup.WARDS: _score_of_places(places),
        SearchGroup.COUNCILLORS: councillors[0].likeness * _CALLED if councillors else 0,
        SearchGroup.PAGES: _score_of_pages(by_words, is_document=False),
        SearchGroup.DOCUMENTS: _score_of_pages(by_words, is_document=True),
    }
    best_first = sorted((group for group in SearchGroup if scores[group]), key=lambda group: -scores[group])
    return Found(text, words, _reference(text), places, councillors, by_words, tuple(best_first))


def is_named_by(match: PlaceMatch, words: Sequence[SearchWord]) -> bool:
    """Whether a place has each word in its name as it was typed, not merely one like it."""
    names = normalise_name(match.place.name).split()
    return match.exact or all(any(word.is_in(name) for name in names) for word in words)


def _reference(text: str) -> str:
    try:
        return parse_reference(text)
    except MalformedReferenceError:
        return ""


def _named(places: SearchResult) -> bool:
    """Whether a ward or a place was asked for by its number, its code or its exact name."""
    by_number = any(match.reason != MatchReason.NAME or match.ward.name_like >= _CALLED for match in places.wards)
    return by_number or any(match.exact for match in places.places)


def _score_of_places(places: SearchResult) -> float:
    if places.empty:
        return 0
    if places.only_ward:
        return 1
    return 0.98 if _named(places) else 0.5


def _score_of_pages(search: PageSearch, *, is_document: bool) -> float:
    first = next((page for page in search.pages if page.is_document == is_document), None)
    if first is None:
        return 0
    if search.missing:
        return 0.3
    if search.is_corrected:
        return 0.6
    return 0.97 if first.all_in_title else 0.9
