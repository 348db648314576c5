"""What may be read of a timeline, and whether it still holds together."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from django.db.models import QuerySet

from engagement.models import Case, TimelineEvent
from engagement.queries.cases import facts_of
from engagement.rules import visibility
from engagement.rules.chain import EventFacts, Finding, StoredEvent, inspect_chain
from engagement.rules.visibility import Viewer

# Enough to ask the database rarely, few enough to keep in memory with all their events.
CASES_AT_ONCE = 500


def visible_events(case: Case, viewer: Viewer) -> QuerySet[TimelineEvent]:
    """The events of a case that a viewer may read, oldest first."""
    return TimelineEvent.objects.filter(
        case=case, visibility__in=visibility.visible_events(viewer, facts_of(case))
    ).order_by("sequence")


def timeline_faults(cases: QuerySet[Case]) -> Iterator[Finding]:
    """Verify timelines: what was altered, reordered or is missing. Events erased with a reason are in order."""
    chosen = cases.order_by("pk").only("reference", "timeline_length", "timeline_head").iterator(CASES_AT_ONCE)
    while batch := {case.pk: case for case in islice(chosen, CASES_AT_ONCE)}:
        events = TimelineEvent.objects.filter(case__in=batch).order_by("case_id", "sequence").iterator()
        stored = {pk: list(group) for pk, group in groupby(events, key=attrgetter("case_id"))}
        for pk, case in batch.items():
            yield from inspect_chain(
                case.reference,
                [_stored(case, event) for event in stored.get(pk, [])],
                length=case.timeline_length,
                head=case.timeline_head,
            )


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
        erased=event.erased_at is not None,
    )
