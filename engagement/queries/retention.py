"""What of closed cases is still held."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from engagement.enums import EVENTS_WITH_WORDS, WORDLESS_EVENTS, Publication, Visibility
from engagement.models import Case, Resident, TimelineEvent
from engagement.models.case import CaseQuerySet
from wards.models import Municipality


def closed_before(kind: str, municipality: Municipality, moment: datetime) -> CaseQuerySet:
    """Cases of a kind that were closed before a moment."""
    return Case.objects.filter(kind=kind, municipality=municipality, closed_at__lt=moment)


def with_person(cases: CaseQuerySet) -> CaseQuerySet:
    """Those that still know whose they are."""
    return cases.filter(resident__isnull=False)


def with_words(cases: CaseQuerySet) -> CaseQuerySet:
    """Those of whose timeline something is left that not everyone can read."""
    return cases.filter(Exists(words_not_public().filter(case=OuterRef("pk"))))


def words_not_public() -> QuerySet[TimelineEvent]:
    """Events that hold words which not everyone can read, and that were not erased yet."""
    # What a published case shows is compared with the events that it was taken from: they stay as long as it is shown.
    beside = ~Q(visibility=Visibility.PUBLIC) & ~Q(kind__in=EVENTS_WITH_WORDS)
    hidden = beside | ~Q(case__publication=Publication.PUBLISHED)
    return TimelineEvent.objects.filter(hidden, erased_at=None).exclude(kind__in=WORDLESS_EVENTS).exclude(payload={})


def people_without_cases(*, before: datetime) -> QuerySet[Resident]:
    """People without an account of whom no case is left, and who are known since before a moment."""
    return Resident.objects.filter(cases=None, user=None, created_at__lt=before)
