"""What may be read of a timeline, and whether it still holds together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from engagement.enums import EventKind
from engagement.models import Case, TimelineEvent
from engagement.queries.cases import facts_of
from engagement.rules import visibility
from engagement.rules.chain import EventFacts, Finding, StoredEvent, Tombstone, inspect_chain
from engagement.rules.visibility import Viewer

# Enough to ask the database rarely, few enough to keep in memory with all their events.
CASES_AT_ONCE = 500


def visible_events(case: Case, viewer: Viewer) -> QuerySet[TimelineEvent]:
    """The events of a case that a viewer may read, oldest first."""
    return (
        TimelineEvent.objects.filter(case=case, visibility__in=visibility.visible_events(viewer, facts_of(case)))
        .select_related("case__municipality", "by")
        .order_by("sequence")
    )


def was_taken_down_before(event: TimelineEvent) -> bool:
    """Whether a case was taken down before an event; one that is shown after that comes back by an appeal."""
    before = TimelineEvent.objects.filter(case=event.case_id, sequence__lt=event.sequence)
    return before.filter(kind=EventKind.WITHDRAWN).exists()


def timeline_faults(cases: QuerySet[Case]) -> Iterator[Finding]:
    """Verify timelines: what was altered, reordered or is missing. An erasure that another event tells of is none.

    Cases go on while this reads. One that seems faulty may have got an event between two statements, so it is read
    once more while nobody can add to it.
    """
    chosen = cases.order_by("pk").only("reference", "timeline_length", "timeline_head").iterator(CASES_AT_ONCE)
    while batch := {case.pk: case for case in islice(chosen, CASES_AT_ONCE)}:
        events = TimelineEvent.objects.filter(case__in=batch).order_by("case_id", "sequence").iterator()
        stored = {pk: list(group) for pk, group in groupby(events, key=attrgetter("case_id"))}
        for pk, case in batch.items():
            if _faults_of(case, stored.get(pk, [])):
                yield from _faults_while_nobody_adds(pk)


def _faults_of(case: Case, events: Iterable[TimelineEvent]) -> list[Finding]:
    return list(
        inspect_chain(
            case.reference,
            [_stored(case, event) for event in events],
            length=case.timeline_length,
            head=case.timeline_head,
            keys=settings.TIMELINE_KEYS,
        )
    )


@transaction.atomic
def _faults_while_nobody_adds(pk: int) -> list[Finding]:
    """Verify one timeline under the lock that everybody takes who adds an event; a case that is gone has no faults."""
    case = Case.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return _faults_of(case, TimelineEvent.objects.filter(case=case).order_by("sequence")) if case else []


@dataclass(frozen=True)
class End:
    """How a timeline ended at some moment: how many events it had, and the link of the last."""

    case: str
    length: int
    link: str


def timeline_ends(cases: QuerySet[Case]) -> Iterator[End]:
    """How the timelines of cases end now, for somebody who keeps it elsewhere."""
    last = TimelineEvent.objects.filter(case__in=cases, sequence=F("case__timeline_length")).order_by("case")
    for row in last.values_list("case__reference", "sequence", "link").iterator():
        yield End(*row)


def lost_since(ends: Iterable[End]) -> Iterator[End]:
    """Those ends that were kept and that no timeline passes through any more: the case, or its last events, went."""
    kept = iter(ends)
    while batch := list(islice(kept, CASES_AT_ONCE)):
        asked = TimelineEvent.objects.filter(
            case__reference__in={end.case for end in batch}, sequence__in={end.length for end in batch}
        )
        present = {End(*row) for row in asked.values_list("case__reference", "sequence", "link")}
        yield from (end for end in batch if end not in present)


def _tombstone(event: TimelineEvent) -> Tombstone | None:
    return Tombstone(event.erased_at, event.erased_reason, event.erased_in) if event.erased_at else None


def _stored(case: Case, event: TimelineEvent) -> StoredEvent:
    return StoredEvent(
        facts=EventFacts(
            case=case.reference,
            sequence=event.sequence,
            kind=event.kind,
            visibility=event.visibility,
            actor=event.actor,
            by=event.by_id,
            at=event.at,
            payload_digest=event.payload_digest,
        ),
        link=event.link,
        salt=bytes(event.salt) if event.salt is not None else None,
        payload=event.payload,
        tombstone=_tombstone(event),
    )
