"""What of closed cases is still held."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from engagement.enums import EVENTS_WITH_WORDS, WORDLESS_EVENTS, Actor, EventKind, Publication, Visibility
from engagement.models import Case, Resident, TimelineEvent
from engagement.models.case import CaseQuerySet
from wards.models import Municipality


def said_by_resident() -> Q:
    """Events that hold what the resident wrote, or what was copied of it, whoever may read them."""
    return (Q(actor=Actor.RESIDENT) | Q(kind__in=EVENTS_WITH_WORDS)) & ~Q(kind__in=WORDLESS_EVENTS)


def says_what_was_left_out() -> Q:
    """Events that hold what everyone read until a moderator left more out."""
    later = TimelineEvent.objects.filter(
        case=OuterRef("case"), kind=EventKind.WORDS_MASKED, sequence__gt=OuterRef("sequence")
    )
    before = Q(kind=EventKind.WORDS_MASKED, payload__has_key="before")
    return before | (Q(kind=EventKind.PUBLISHED) & Exists(later))


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
    # What a published case shows is compared with the event that says so: that one stays as long as it is shown.
    shown = Q(visibility=Visibility.PUBLIC) | Q(kind=EventKind.WORDS_MASKED)
    hidden = ~shown | says_what_was_left_out() | ~Q(case__publication=Publication.PUBLISHED)
    return _with_words().filter(hidden)


def words_of(case: Case) -> QuerySet[TimelineEvent]:
    """Events of a case that hold words, whoever may read them, and that were not erased yet."""
    return _with_words().filter(case=case)


def _with_words() -> QuerySet[TimelineEvent]:
    return TimelineEvent.objects.filter(erased_at=None).exclude(kind__in=WORDLESS_EVENTS).exclude(payload={})


def people_without_cases(*, before: datetime) -> QuerySet[Resident]:
    """People without an account of whom no case is left, and who are known since before a moment."""
    return Resident.objects.filter(cases=None, user=None, created_at__lt=before)
