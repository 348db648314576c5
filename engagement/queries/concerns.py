"""Concerns as lists show them."""

from django.db.models import F, Min, Q

from engagement.concern_kind import CONCERN
from engagement.enums import ConcernStatus, Publication, Role
from engagement.models import User
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


def raised_by(user: User) -> CaseQuerySet:
    """What a signed-in resident has raised, newest first."""
    return _concerns(Viewer(user_id=user.pk)).with_ward().filter(resident__user=user).order_by("-opened_at", "-pk")
