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
    """One concern that everyone may read. Days are those of the municipality's calendar; an outcome may be empty.

    What was opened again has a second promise, and the day of its first answer stays.
    """

    reference: str
    ward: str
    nature: str
    opened_on: date
    promised_by: date | None
    first_answered_on: date | None
    reopened_on: date | None
    second_promised_by: date | None
    second_answered_on: date | None
    outcome: str
    status: str
    supporters: int


def open_concerns(municipality: Municipality) -> Iterator[OpenConcern]:
    """Every concern of a municipality that everyone may read, the oldest first; read in parts, in one statement."""
    plain = ("reference", "ward__code", "concern__nature")
    clocks = {
        "due_at": _of_clock(ClockKind.FIRST_RESPONSE, "due_at"),
        "met_at": _of_clock(ClockKind.FIRST_RESPONSE, "met_at"),
        "reopened_at": _of_clock(ClockKind.SECOND_RESPONSE, "starts_at"),
        "second_due_at": _of_clock(ClockKind.SECOND_RESPONSE, "due_at"),
        "second_met_at": _of_clock(ClockKind.SECOND_RESPONSE, "met_at"),
    }
    rows = (
        _public(municipality)
        .annotate(**clocks)
        .order_by("confirmed_at", "pk")
        .values_list(*plain, "concern__outcome", "status", "concern__supporters", "confirmed_at", *clocks)
    )
    for reference, ward, nature, outcome, status, supporters, *moments in rows.iterator(chunk_size=_AT_ONCE):
        days = [moment and _day(moment, municipality) for moment in moments]
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


def _of_clock(kind: ClockKind, moment: str) -> Subquery:
    return Subquery(Clock.objects.filter(case=OuterRef("pk"), kind=kind).values(moment)[:1])


def _day(moment: datetime, municipality: Municipality) -> date:
    return moment.astimezone(municipality.zone).date()
