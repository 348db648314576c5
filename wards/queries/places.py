"""Places whose names are like what somebody typed, and the wards they lie in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Collate, Greatest, JSONObject

from wards.models import Place, Ward
from wards.queries.wards import wards_in_force
from wards.rules.places import REACH_METRES, reach_degrees

# Trigrams of a name with one letter wrong keep about half; below it everything is like everything.
LEAST_LIKENESS = 0.45
CANDIDATES = 200


@dataclass(frozen=True)
class PlacedWards:
    """A place, how alike it is to each phrase (0 to 1), the ward at its point, and the other wards within its reach.

    `ward` is None for a place whose point lies outside every ward while some lie within its reach.
    """

    place: Place
    likeness: dict[str, float]
    ward: Ward | None
    others: list[Ward]


def places_like(phrases: Sequence[str], *, on: date) -> list[PlacedWards]:
    """Places of which a name is like one of the phrases, misspelt too, in wards in force on a day.

    Two statements, whatever is found, and those that set the threshold of likeness. At most CANDIDATES places, those
    that are most like the longest phrases.

    Args:
        phrases: normalised names, at least one.
        on: the day, in the municipality's calendar.
    """
    with _least_likeness(LEAST_LIKENESS):
        places = list(_like(phrases).annotate(reach=_reach(), near=ArraySubquery(_wards_within_reach(on)))[:CANDIDATES])
    wards = _wards_by_id({near["id"] for place in places for near in place.near})
    return [_placed(place, phrases, wards) for place in places if place.near]


def _like(phrases: Sequence[str]) -> QuerySet[Place]:
    likeness = {f"like_{i}": TrigramWordSimilarity(phrase, "search_text") for i, phrase in enumerate(phrases)}
    weighted = [F(f"like_{i}") * Value(float(len(phrase))) for i, phrase in enumerate(phrases)]
    alike = Q()
    for phrase in phrases:
        alike |= Q(search_text__trigram_word_similar=phrase)
    best = Greatest(*weighted) if len(weighted) > 1 else weighted[0]
    return Place.objects.filter(alike).annotate(**likeness).order_by(best.desc(), _kind_order(), "name", "pk")


def _kind_order() -> Case:
    """Where people live before what stands there: the order of the kinds is the order of the list."""
    whens = [When(kind=kind, then=Value(i)) for i, kind in enumerate(REACH_METRES)]
    return Case(*whens, default=Value(len(REACH_METRES)), output_field=models.IntegerField())


def _reach() -> Case:
    whens = [When(kind=kind, then=Value(reach_degrees(kind))) for kind in REACH_METRES]
    return Case(*whens, default=Value(0.0), output_field=models.FloatField())


def _wards_within_reach(on: date) -> QuerySet:
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


def _placed(place: Place, phrases: Sequence[str], wards: dict[int, Ward]) -> PlacedWards:
    first, *others = place.near
    likeness = {phrase: getattr(place, f"like_{i}") for i, phrase in enumerate(phrases)}
    if first["inside"]:
        return PlacedWards(place, likeness, wards[first["id"]], [wards[near["id"]] for near in others])
    return PlacedWards(place, likeness, None, [wards[near["id"]] for near in place.near])


@contextmanager
def _least_likeness(threshold: float) -> Iterator[None]:
    """Let PostgreSQL's operator <% use the index with another threshold than its own 0.6, in this transaction alone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(threshold)])
        yield
