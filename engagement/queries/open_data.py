"""Concerns that everyone may read, as open data: facts alone, and nobody's words."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, OuterRef, Subquery, Sum

from engagement.concern_kind import CONCERN
from engagement.enums import ClockKind
from engagement.models import Clock
from engagement.models.case import CaseQuerySet
from engagement.queries.cases import visible_to
from engagement.rules.visibility import Viewer
from wards.models import Municipality

_AT_ONCE = 500


@dataclass(frozen=True)
class OpenConcern:
    """One concern that everyone may read. Days are those of the municipality's calendar; an outcome may be empty."""

    reference: str
    ward: str
    nature: str
    opened_on: date
    promised_by: date | None
    first_answered_on: date | None
    outcome: str
    status: str
    supporters: int


def open_concerns(municipality: Municipality) -> Iterator[OpenConcern]:
    """Every concern of a municipality that everyone may read, the oldest first; read in parts, in one statement."""
    plain = ("reference", "ward__code", "concern__nature")
    moments = ("confirmed_at", "due_at", "met_at")
    first = Clock.objects.filter(case=OuterRef("pk"), kind=ClockKind.FIRST_RESPONSE)
    rows = (
        _public(municipality)
        .annotate(due_at=Subquery(first.values("due_at")[:1]), met_at=Subquery(first.values("met_at")[:1]))
        .order_by("confirmed_at", "pk")
        .values_list(*plain, *moments, "concern__outcome", "status", "concern__supporters")
    )
    for reference, ward, nature, opened, due, met, outcome, status, supporters in rows.iterator(chunk_size=_AT_ONCE):
        days = [moment and _day(moment, municipality) for moment in (opened, due, met)]
        yield OpenConcern(reference, ward, nature, *days, outcome, status, supporters)


def open_concerns_version(municipality: Municipality) -> str:
    """A digest that changes whenever they do: with each that is shown or taken down, and whatever happens to one."""
    told = _public(municipality).aggregate(
        count=Count("pk"),
        length=Sum("timeline_length"),
        last=Max("published_at"),
        keys=Sum("pk"),
        supported=Sum("concern__supporters"),
    )
    return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()[:20]


def _public(municipality: Municipality) -> CaseQuerySet:
    return visible_to(Viewer()).filter(kind=CONCERN.key, municipality=municipality).order_by()


def _day(moment: datetime, municipality: Municipality) -> date:
    return moment.astimezone(municipality.zone).date()
