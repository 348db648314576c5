"""What others have already raised in a ward, that somebody about to write may mean too."""

from datetime import datetime, timedelta

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case as Choice
from django.db.models import F, FloatField, Q, Value, When
from django.db.models.functions import Greatest

from engagement.models import Case
from engagement.queries.concerns import published_in
from wards.models import Ward

MOST_SIMILAR = 3
# What was answered longer ago tells little about today's pothole.
ANSWERED_WITHIN = timedelta(days=90)
# Words that share so much mean the same; beside the place, half of it is enough.
_ALIKE = 0.4
_ALIKE_NEARBY = 0.2
_NEARBY_METRES = 400


def similar_to(ward: Ward, *, subject: str, text: str, point: Point | None, at: datetime) -> list[Case]:
    """Concerns of a ward that everyone may read and that seem to be about the same, the likest first; one statement.

    Args:
        subject, text: what somebody is about to send, in their words.
        point: the place on the map, where they marked one (EPSG:4326).

    Returns:
        At most `MOST_SIMILAR`, open or answered within `ANSWERED_WITHIN`, each with its concern and ward.
    """
    lately = Q(closed_at__isnull=True) | Q(closed_at__gte=at - ANSWERED_WITHIN)
    near = _nearness(point)
    alike = (
        published_in(ward)
        .prefetch_related(None)
        .with_ward()
        .filter(lately)
        .annotate(alike=_likeness(subject, text), near=near)
        .filter(Q(alike__gte=_ALIKE) | Q(alike__gte=_ALIKE_NEARBY, near=1.0))
    )
    return list(alike.order_by((F("alike") + F("near") * Value(_ALIKE)).desc(), "-published_at", "-pk")[:MOST_SIMILAR])


def _likeness(subject: str, text: str) -> Greatest:
    """0 to 1: how much of one's line stands in the other's words, or how alike the texts are."""
    shared = [
        TrigramWordSimilarity(subject, "concern__public_subject"),
        TrigramWordSimilarity(subject, "concern__public_text"),
    ]
    if text:
        shared.append(TrigramSimilarity("concern__public_text", text))
    return Greatest(*shared, Value(0.0), output_field=FloatField())


def _nearness(point: Point | None) -> Choice | Value:
    """1 for a concern whose place lies beside the point, else 0."""
    if point is None:
        return Value(0.0, output_field=FloatField())
    beside = When(point__distance_lte=(point, D(m=_NEARBY_METRES)), then=Value(1.0))
    return Choice(beside, default=Value(0.0), output_field=FloatField())
