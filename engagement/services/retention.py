"""Forgetting what nobody needs any more. docs/concepts.md lists the periods; all of it may run twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from engagement import holdings, kinds
from engagement.enums import Actor, EraseReason, NotificationState, Publication
from engagement.models import Case, Notification, RetentionRun
from engagement.models.case import CaseQuerySet
from engagement.queries.periods import retention_of
from engagement.queries.retention import (
    closed_before,
    people_without_cases,
    with_person,
    with_words,
    words_not_public,
)
from engagement.services.cases import let_go_of_resident, lock_case
from engagement.services.erasing import erase_words, keep_public_place
from engagement.services.one_by_one import one_by_one
from wards.models import Municipality

# Long enough to look into "I never got that message"; what was promised stands on the timeline for good.
SENT_KEPT_FOR = timedelta(days=90)
# Staff have seen it twice over in their list by then; nobody waits for a message of half a year ago.
SET_ASIDE_KEPT_FOR = timedelta(days=180)
# Whoever has no case any more was forgotten with their last one; this takes what was broken off.
NEWLY_KNOWN = timedelta(days=8)


def forget_messages(*, at: datetime) -> int:
    """Delete messages that went out, or were set aside, long ago: each row says who was written to about which case.

    Returns:
        How many rows went.
    """
    sent = Q(state=NotificationState.SENT, sent_at__lt=at - SENT_KEPT_FOR)
    set_aside = Q(state=NotificationState.SET_ASIDE, created_at__lt=at - SET_ASIDE_KEPT_FOR)
    deleted, _by_model = Notification.objects.filter(sent | set_aside).delete()
    return deleted


def forget_sessions() -> None:
    """Delete sessions that have ended; they hold which cases were opened, and who signed in by what."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@dataclass(frozen=True)
class Period:
    """Something of a closed case that is kept for a while.

    Attributes:
        what: its name in the report.
        period: the name of its period in `Retention`.
        due: those of some closed cases that still hold it.
        expire: takes a locked case and `at`, and lets it go.
    """

    what: str
    period: str
    due: Callable[[CaseQuerySet], CaseQuerySet]
    expire: Callable[..., None]


def apply_retention(*, at: datetime, dry_run: bool = False) -> RetentionRun:
    """Let go what was kept long enough: the person of a case, words that are not public, photos, who follows it.

    Each case is a transaction of its own. Done twice, the second run finds nothing.

    Args:
        dry_run: count alone, and name the cases.

    Returns:
        The stored report: for each municipality and kind of case, how many cases lost what; a dry run names them.
    """
    counts = [
        row for municipality in Municipality.objects.all() for row in _apply(municipality, at=at, dry_run=dry_run)
    ]
    people = people_without_cases(before=at - NEWLY_KNOWN)
    if people.exists():
        counts.append({"municipality": "", "kind": "", "what": "people", "count": people.count()})
    if not dry_run:
        people.delete()
    return RetentionRun.objects.create(at=at, is_dry=dry_run, counts=counts)


def _apply(municipality: Municipality, *, at: datetime, dry_run: bool) -> Iterator[dict]:
    for kind in kinds.registered():
        retention = retention_of(kind.key, municipality)
        for period in _periods():
            closed = closed_before(kind.key, municipality, retention.ended(period.period, at=at))
            due = period.due(closed).order_by("pk")
            found = list(due.values_list("reference", flat=True))
            if not found:
                continue
            row = {"municipality": municipality.key, "kind": kind.key, "what": period.what, "count": len(found)}
            if dry_run:
                yield row | {"cases": found}
                continue
            cases = Case.objects.filter(reference__in=found).order_by("pk")
            gone = list(one_by_one(cases, act=partial(_expire, due, period, at=at)))
            if gone:
                yield row | {"count": len(gone)}


@transaction.atomic
def _expire(due: CaseQuerySet, period: Period, case: Case, *, at: datetime) -> None:
    case = lock_case(case)
    # Somebody may have reopened it since it was found.
    if due.filter(pk=case.pk).exists():
        period.expire(case, at=at)


def _periods() -> list[Period]:
    kept = [holding for holding in holdings.registered() if holding.period]
    return [
        # Words first: with the person gone nobody could be told any more whose they were.
        Period("words", "words", with_words, _expire_words),
        *(Period(holding.key, holding.period, holding.due, holding.expire_on) for holding in kept),
        Period("contact", "contact", with_person, _expire_person),
    ]


def _expire_words(case: Case, *, at: datetime) -> None:
    erase_words(
        case=case,
        events=words_not_public().filter(case=case),
        with_detail=case.publication != Publication.PUBLISHED,
        reason=EraseReason.RETENTION,
        actor=Actor.SYSTEM,
        by=None,
        at=at,
    )


def _expire_person(case: Case, *, at: datetime) -> None:
    # While it is known whose name the place may hold.
    keep_public_place(case=case)
    let_go_of_resident(case=case)
    case.notifications.all().delete()
