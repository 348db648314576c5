"""What was passed on to departments."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from engagement.enums import CLOSED_REFERRAL_STATUSES, EventKind
from engagement.models import Case, Referral, TimelineEvent
from engagement.models.case import CaseQuerySet
from engagement.queries.cases import visible_to
from engagement.referral_kind import REFERRAL
from engagement.rules.visibility import Viewer


def referred_to(viewer: Viewer) -> CaseQuerySet:
    """What was passed on to the departments for which a viewer works: the longest promised first."""
    return (
        visible_to(viewer)
        .filter(kind=REFERRAL.key, department_id__in=viewer.departments)
        .select_related("referral__from_case__concern", "department", "assignee")
        .prefetch_related("clocks")
        .with_ward()
        .order_by("opened_at", "pk")
    )


def open_referrals(viewer: Viewer) -> CaseQuerySet:
    """What of it is still open."""
    return referred_to(viewer).filter(closed_at__isnull=True)


def closed_referrals(viewer: Viewer) -> CaseQuerySet:
    """What of it is done, or cannot be done, the newest first."""
    return referred_to(viewer).filter(status__in=CLOSED_REFERRAL_STATUSES).order_by("-closed_at", "-pk")


def referrals_of(cases: Iterable[Case]) -> QuerySet[Referral]:
    """What was passed on out of some cases, the oldest first; whoever may see those may see this.

    Each has `is_answered_since`: whether an answer was given after the department had finished.
    """
    answers = TimelineEvent.objects.filter(case=OuterRef("from_case"), kind=EventKind.ANSWERED)
    found = Referral.objects.filter(from_case__in=[case.pk for case in cases])
    found = found.annotate(is_answered_since=Exists(answers.filter(at__gt=OuterRef("case__closed_at"))))
    return found.select_related("case__department").order_by("case__opened_at", "case_id")
