"""What a desk's map shows of a ward, as plain values: each kind of case and each higher floor adds a layer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class MapPlace:
    """One thing on the map, or in the list beside it where it has no place.

    Attributes:
        title: what it is called; words of residents are in `language`, empty for ours.
        url: where it is read.
        state: how it stands, in words.
        tone: what a colour says of that, as of a Tag.
        where: the place in words.
        position: longitude and latitude; None where nobody gave a place.
        due_at: by when something is promised on it; the earliest come first.
        is_overdue: it is late; such come before all others.
    """

    title: Text
    url: str
    state: Text = ""
    tone: str = ""
    where: Text = ""
    language: str = ""
    position: tuple[float, float] | None = None
    due_at: datetime | None = None
    is_overdue: bool = False


@dataclass(frozen=True)
class MapLayer:
    """Things of one kind. `empty` is what to say where there is none; without it the layer is left out then."""

    title: Text
    places: tuple[MapPlace, ...] = ()
    empty: Text = ""


@dataclass(frozen=True)
class NumberedPlace:
    """A place with the number that stands on the map and in the list; None for one that is not on the map."""

    number: int | None
    place: MapPlace


def in_order(layer: MapLayer) -> MapLayer:
    """The same layer, overdue first, then by when something is promised; without a promise as they came."""

    def rank(place: MapPlace) -> tuple[bool, bool, float]:
        return not place.is_overdue, place.due_at is None, place.due_at.timestamp() if place.due_at else 0.0

    return replace(layer, places=tuple(sorted(layer.places, key=rank)))


def numbered(layers: Iterable[MapLayer]) -> list[tuple[MapLayer, list[NumberedPlace]]]:
    """The layers in which there is something to say, each with its places numbered through all of them."""
    found, next_number = [], 1
    for layer in map(in_order, layers):
        places = []
        for place in layer.places:
            places.append(NumberedPlace(next_number if place.position else None, place))
            next_number += place.position is not None
        if places or layer.empty:
            found.append((layer, places))
    return found
