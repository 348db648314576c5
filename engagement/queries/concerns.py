"""Concerns as lists show them."""

from collections.abc import Iterator

from django.db.models import F, Min, Q, QuerySet

from engagement.concern_kind import CONCERN
from engagement.enums import ConcernStatus, EventKind, Publication, Role
from engagement.models import Case, TimelineEvent, User
from engagement.models.case import CaseQuerySet
from engagement.queries.cases import visible_to
from engagement.rules.visibility import Viewer
from wards.models import Ward


def _concerns(viewer: Viewer) -> CaseQuerySet:
    return visible_to(viewer).filter(kind=CONCERN.key).select_related("concern").prefetch_related("clocks")


def published_in(ward: Ward) -> CaseQuerySet:
    """What everyone may read of a ward, newest first."""
    return _concerns(Viewer()).filter(ward=ward).select_related("municipality").order_by("-published_at", "-pk")


def waiting_on_desk(viewer: Viewer) -> CaseQuerySet:
    """What is still owed at a desk: the oldest promise first, then what is being followed up."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(ward_id__in=viewer.desk, status__in=[ConcernStatus.WAITING, ConcernStatus.FOLLOW_UP])
        .annotate(promised=Min("clocks__due_at", filter=Q(clocks__met_at__isnull=True)))
        .order_by(F("promised").asc(nulls_last=True), "opened_at", "pk")
    )


def answered_on_desk(viewer: Viewer) -> CaseQuerySet:
    """What was answered in the wards of a desk, newest first."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(ward_id__in=viewer.desk, status=ConcernStatus.ANSWERED)
        .order_by("-closed_at", "-pk")
    )


def held_for(viewer: Viewer) -> CaseQuerySet:
    """What waits for a moderator's decision in the municipalities where the viewer is one, oldest first."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(publication=Publication.HELD, municipality_id__in=viewer.municipalities(Role.MODERATOR))
        .order_by("confirmed_at", "pk")
    )


def published_for(viewer: Viewer) -> CaseQuerySet:
    """What everyone can read in the municipalities where the viewer is a moderator, newest first."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(publication=Publication.PUBLISHED, municipality_id__in=viewer.municipalities(Role.MODERATOR))
        .order_by("-published_at", "-pk")
    )


def withdrawal_of(reference: str) -> TimelineEvent | None:
    """The event that tells why a case that everyone could read was taken down; None for every other reference."""
    events = TimelineEvent.objects.filter(case__reference=reference, case__publication=Publication.WITHDRAWN)
    return events.filter(kind=EventKind.WITHDRAWN).select_related("case__municipality").last()


def altered_concerns(cases: QuerySet[Case]) -> Iterator[str]:
    """References of concerns of which pages show something else than what was raised, or what was erased since."""
    raised = TimelineEvent.objects.filter(case__in=cases, case__kind=CONCERN.key, kind=EventKind.RAISED)
    shown = raised.order_by("case_id").values_list(
        "case__reference", "payload", "case__concern__nature", "case__concern__subject", "case__concern__text"
    )
    for reference, payload, nature, subject, text in shown.iterator():
        words = {"nature": nature, "subject": subject, "words": text}
        if (words != payload) if payload is not None else (subject, text) != ("", ""):
            yield reference


def raised_by(user: User) -> CaseQuerySet:
    """What a signed-in resident has raised, newest first."""
    return _concerns(Viewer(user_id=user.pk)).with_ward().filter(resident__user=user).order_by("-opened_at", "-pk")
