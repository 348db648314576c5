"""Places whose names are like what somebody typed, and the wards they lie in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, Expression, F, Func, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Collate, JSONObject

from wards.models import Place, Ward
from wards.queries.days import DayOrMoment
from wards.queries.names import LEAST_LIKENESS, ONE_SLIP, SLIP_LENGTHS, is_one_slip
from wards.queries.wards import wards_in_force
from wards.rules.places import REACH_METRES, reach_degrees

CANDIDATES = 100


@dataclass(frozen=True)
class PlacedWards:
    """A place, how alike it is to the phrases (0 to 1), the ward at its point, and the other wards within its reach.

    `ward` is None for a place whose point lies outside every ward while some lie within its reach.
    """

    place: Place
    likeness: dict[str, float]
    ward: Ward | None
    others: list[Ward]


def places_like(phrases: Sequence[str], *, on: DayOrMoment) -> list[PlacedWards]:
    """Places of which a name is like one of the phrases, misspelt too, in wards in force on a day.

    The whole text is compared first; its parts only where no place is called nearly that. At most CANDIDATES places for
    each phrase, those that are most like it. Three statements at most, whatever is found, and the one that sets the
    threshold of likeness.

    Args:
        phrases: normalised names, at least one; the whole text first.
        on: the day, or a moment: the day that it then is there.
    """
    whole, *parts = phrases
    with _least_likeness(LEAST_LIKENESS):
        found = list(_called(whole, on))
        if parts and not any(place.likeness >= ONE_SLIP for place in found):
            first, *others = [_like(part, on) for part in parts]
            found += first.union(*others, all=True)
    placed = [place for place in found if place.near]
    wards = _wards_by_id({near["id"] for place in placed for near in place.near})
    alike: dict[int, dict[str, float]] = {}
    for place in placed:
        known = alike.setdefault(place.pk, {})
        known[place.phrase] = max(place.likeness, known.get(place.phrase, 0))
    return [_placed(place, alike[place.pk], wards) for place in {place.pk: place for place in placed}.values()]


def _called(name: str, on: DayOrMoment) -> QuerySet[Place]:
    """The places that are called like this, or called this but for one slip."""
    like = _like(name, on)
    if len(name) not in SLIP_LENGTHS:
        return like
    slipped = Place.objects.filter(is_one_slip(name, F("search_text")))
    return like.union(_nearest(slipped, name, Value(ONE_SLIP), on), all=True)


def _like(phrase: str, on: DayOrMoment) -> QuerySet[Place]:
    """The places whose names share most trigrams with a phrase."""
    alike = Place.objects.filter(search_text__trigram_word_similar=phrase)
    return _nearest(alike, phrase, TrigramWordSimilarity(phrase, "search_text"), on)


def _nearest(places: QuerySet[Place], phrase: str, likeness: Expression, on: DayOrMoment) -> QuerySet[Place]:
    """The first CANDIDATES of some places, each with its `likeness` to a `phrase`, and the wards `near` it."""
    known = places.annotate(
        phrase=Value(phrase),
        likeness=Cast(likeness, models.FloatField()),
        kind_order=_kind_order(),
        reach=_reach(),
        near=ArraySubquery(_wards_within_reach(on)),
    )
    return known.order_by("-likeness", "kind_order", "name", "pk")[:CANDIDATES]


def _kind_order() -> Case:
    """Where people live before what stands there: the order of the kinds is the order of the list."""
    whens = [When(kind=kind, then=Value(i)) for i, kind in enumerate(REACH_METRES)]
    return Case(*whens, default=Value(len(REACH_METRES)), output_field=models.IntegerField())


def _reach() -> Case:
    whens = [When(kind=kind, then=Value(reach_degrees(kind))) for kind in REACH_METRES]
    return Case(*whens, default=Value(0.0), output_field=models.FloatField())


def _wards_within_reach(on: DayOrMoment) -> QuerySet:
    """Of each ward near the outer query's place its id and whether the place's point lies in it, that one first."""
    return (
        wards_in_force(on)
        .filter(_of_the_place("ST_DWithin", OuterRef("reach")))
        .annotate(inside=_of_the_place("ST_Intersects"))
        .order_by("-inside", Collate("code", "C"))
        .values_list(JSONObject(id=F("pk"), inside=F("inside")))
    )


def _of_the_place(function: str, *arguments: OuterRef) -> Func:
    """A relation between the boundary and the point of the outer query's place."""
    return Func(F("boundary"), OuterRef("point"), *arguments, function=function, output_field=models.BooleanField())


def _wards_by_id(ids: set[int]) -> dict[int, Ward]:
    return Ward.objects.select_related("municipality").defer("boundary", "outline").in_bulk(ids)


def _placed(place: Place, alike: dict[str, float], wards: dict[int, Ward]) -> PlacedWards:
    near = [wards[near["id"]] for near in place.near]
    if place.near[0]["inside"]:
        return PlacedWards(place, alike, near[0], near[1:])
    return PlacedWards(place, alike, None, near)


@contextmanager
def _least_likeness(threshold: float) -> Iterator[None]:
    """Let PostgreSQL's operator <% use the index with another threshold than its own 0.6, in this transaction alone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(threshold)])
        yield
