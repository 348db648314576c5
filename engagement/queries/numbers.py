"""Figures on how promises were kept."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from engagement.concern_kind import CONCERN
from engagement.enums import Actor, ClockKind, EventKind
from engagement.models import Clock, Feedback, TimelineEvent
from engagement.queries.days_off import days_off_of
from engagement.rules.numbers import Promised, Response, response
from wards.models import Municipality, Ward

COUNTED = timedelta(days=365)
"""How far back promises of a ward are counted; of a councillor they are since the term began."""

_WAITS_AGAIN = Q(
    Exists(Clock.objects.filter(case=OuterRef("case"), kind=ClockKind.SECOND_RESPONSE, met_at=None)),
    case__closed_at=None,
)
_FACTS = ("case_id", "working_days", "starts_at", "due_at", "met_at", "paused_at")


def response_of(ward: Ward, *, at: datetime) -> Response:
    """How concerns of a ward were answered in the year before a moment; also those that only their author can read.

    Counted by the day on which the promise was made, whoever gave the answer.
    """
    clocks = _first_answers(at).filter(case__ward=ward, starts_at__gt=at - COUNTED)
    return _responses(clocks, "case__ward_id", ward.municipality, at=at)[ward.pk]


def responses_by_ward(municipality: Municipality, *, at: datetime) -> Mapping[int, Response]:
    """The same for every ward of a municipality, by its id; none sent, for one that nobody wrote from."""
    clocks = _first_answers(at).filter(case__municipality=municipality, starts_at__gt=at - COUNTED)
    return _responses(clocks, "case__ward_id", municipality, at=at)


def responses_by_councillor(
    municipality: Municipality, since: Mapping[int, date], *, at: datetime
) -> Mapping[int, Response]:
    """How councillors answered what was written to them during their term, by their ids.

    An answer counts for whoever gave it, and what is not answered yet for whom it waits. What began under somebody
    else counts for neither: the time before was not the successor's, and the end was not the predecessor's. What was
    opened again waits for whoever gave its first answer, unless somebody else is to answer it now.

    Args:
        since: on which day each one's term began.
    """
    if not since:
        return defaultdict(lambda: _nothing(municipality, at))
    begins = {councillor: _midnight(day, municipality) for councillor, day in since.items()}
    clocks = _first_answers(at).filter(case__municipality=municipality, starts_at__gte=min(begins.values()))
    theirs = clocks.annotate(whose=_whose()).filter(whose__in=list(begins))
    theirs = theirs.annotate(waits_again=_WAITS_AGAIN & Q(case__councillor=F("whose")))
    return _responses(
        theirs, "whose", municipality, at=at, counts=lambda whose, promised: promised.starts_at >= begins[whose]
    )


def _first_answers(at: datetime) -> QuerySet[Clock]:
    first = Clock.objects.filter(case__kind=CONCERN.key, kind=ClockKind.FIRST_RESPONSE, starts_at__lte=at)
    return first.annotate(waits_again=_WAITS_AGAIN).order_by()


def _whose() -> Choice:
    """The councillor for whom a promise of a first answer counts; none where the Speaker's office answered or is to."""
    answers = TimelineEvent.objects.filter(case=OuterRef("case"), kind=EventKind.ANSWERED).order_by("sequence")
    by_account = Subquery(answers.values("by__councillor_account__councillor")[:1], output_field=BigIntegerField())
    return Choice(
        When(met_at__isnull=True, then=F("case__councillor")),
        When(Exact(Subquery(answers.values("actor")[:1]), Actor.STAFF), then=None),
        default=Coalesce(by_account, F("case__councillor"), output_field=BigIntegerField()),
        output_field=BigIntegerField(),
    )


def _responses(
    clocks: QuerySet[Clock],
    key: str,
    municipality: Municipality,
    *,
    at: datetime,
    counts: Callable[[int, Promised], bool] = lambda _key, _promised: True,
) -> Mapping[int, Response]:
    promises: dict[int, list[Promised]] = defaultdict(list)
    said: dict[int, Counter[str]] = defaultdict(Counter)
    helped = said_of(clocks)
    again: Counter[int] = Counter()
    for group, waits_again, case, *facts in clocks.values_list(key, "waits_again", *_FACTS):
        promised = Promised(*facts)
        if counts(group, promised):
            promises[group].append(promised)
            again[group] += waits_again
            said[group].update([helped[case]] if case in helped else [])
    is_holiday = days_off_of(municipality)
    found: dict[int, Response] = defaultdict(lambda: _nothing(municipality, at))
    for group, given in promises.items():
        how = {"zone": municipality.zone, "is_holiday": is_holiday}
        found[group] = response(given, at=at, **how, said=said[group], waiting_again=again[group])
    return found


def _nothing(municipality: Municipality, at: datetime) -> Response:
    return response([], at=at, zone=municipality.zone, is_holiday=lambda _day: False)


def _midnight(day: date, municipality: Municipality) -> datetime:
    return datetime.combine(day, time(), tzinfo=municipality.zone)


def said_of(clocks: QuerySet[Clock]) -> Mapping[int, str]:
    """What the residents of some cases said last on whether the answer helped, by the id of the case."""
    said = Feedback.objects.filter(case__in=clocks.values("case")).order_by("case_id", "-answer_sequence")
    return dict(said.distinct("case_id").values_list("case_id", "helped"))
