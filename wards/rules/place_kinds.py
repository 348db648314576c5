"""Kinds of places as gazetteers write them."""

from wards.enums import PlaceKind
from wards.rules.names import normalise_name

_WORDS: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.TOWN: ("town", "city", "municipality", "ppl", "ppla", "ppla2", "ppla3", "ppla4", "pplc"),
    PlaceKind.SUBURB: ("suburb", "township", "neighbourhood", "neighborhood", "quarter", "pplx", "extension", "estate"),
    PlaceKind.VILLAGE: ("village", "hamlet", "settlement", "locality", "location", "isolated dwelling", "ppll", "farm"),
    PlaceKind.LANDMARK: ("landmark", "poi", "point of interest", "monument", "clinic", "hospital", "library", "church"),
    PlaceKind.POLLING_STATION: ("polling station", "voting station", "polling place", "voting district"),
    PlaceKind.SCHOOL: ("school", "primary school", "secondary school", "combined school", "college"),
    PlaceKind.OTHER: ("other", "place"),
}
"""OpenStreetMap's values of `place`; GeoNames' codes of populated places (geonames.org/export/codes.html)."""
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in (normalise_name(kind.value), *words)}


def read_place_kind(text: str) -> PlaceKind | None:
    """The kind that a word means; None for a word that is not known."""
    return _BY_WORD.get(normalise_name(text))
