"""What waits, once a week to each councillor."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from engagement.models import Case, CouncillorAccount
from engagement.queries.clocks import next_promise
from engagement.queries.concerns import reports_due_on_desk, waiting_on_desk
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.viewers import viewer_of
from engagement.rules.promises import PromiseState
from engagement.rules.reminders import is_digest_time
from engagement.services.links import answer_token
from engagement.services.notifications import enqueue_notification
from engagement.services.one_by_one import one_by_one
from wards.queries.sites import address_for

DIGEST = "councillor-digest"
ROWS = 15
"""Enough for a week; whoever has more waiting finds them at the desk."""

# Until the digest of the week after.
_REPORTS_DUE_WITHIN = timedelta(days=7)


def send_digests(*, at: datetime) -> int:
    """Write on Monday to each councillor what waits for an answer, as their desk counts it, and which reports are due.

    Nothing is written where nothing waits. Run twice in a week, each is written once.

    Returns:
        How many councillors have residents waiting or a report due, and are written to this week.
    """
    wanted = CouncillorAccount.objects.filter(wants_digest=True, user__is_active=True)
    accounts = wanted.select_related("user", "councillor__municipality__site").order_by("pk")
    days_off = days_off_read_once()
    return sum(one_by_one(accounts.iterator(), act=lambda account: _send(account, days_off, at=at)))


def send_digest_now(*, account: CouncillorAccount, at: datetime) -> bool:
    """Write to one councillor what waits, on whichever day it is; within a second, once.

    Returns:
        False where nothing waits: then nothing is written.
    """
    return _write(account, days_off_read_once(), moment=f"{at:%Y-%m-%dT%H:%M:%S}", at=at)


@transaction.atomic
def _send(account: CouncillorAccount, days_off: DaysOff, *, at: datetime) -> bool:
    zone = account.councillor.municipality.zone
    if not is_digest_time(at, zone=zone):
        return False
    return _write(account, days_off, moment=f"{at.astimezone(zone):%G-%V}", at=at)


def _write(account: CouncillorAccount, days_off: DaysOff, *, moment: str, at: datetime) -> bool:
    municipality = account.councillor.municipality
    viewer = viewer_of(account.user, on=at, at_work=True)
    waiting = waiting_on_desk(viewer)
    reports = reports_due_on_desk(viewer, before=at + _REPORTS_DUE_WITHIN)
    count, due = waiting.count(), reports.count()
    if not count and not due:
        return False
    enqueue_notification(
        template=DIGEST,
        recipient=account.user.email,
        language=settings.LANGUAGE_CODE,
        case=None,
        dedupe_key=f"digest/{account.pk}/{moment}",
        at=at,
        context={
            "waiting": count,
            "rows": _rows(waiting[:ROWS], account, days_off, at=at),
            "more": max(count - ROWS, 0),
            "reports": due,
            "report_rows": _rows(reports[:ROWS], account, days_off, at=at),
            "more_reports": max(due - ROWS, 0),
            "base_url": address_for(municipality),
        },
    )
    return True


def _rows(
    cases: Iterable[Case], account: CouncillorAccount, days_off: DaysOff, *, at: datetime
) -> list[dict[str, Any]]:
    rows = []
    for case in cases:
        promise = next_promise(case, at=at, days_off=days_off)
        rows.append(
            {
                "reference": case.reference,
                "days": promise.days if promise else 0,
                "is_late": promise is not None and promise.state == PromiseState.LATE,
                "token": answer_token(case, account=account.user),
            }
        )
    return rows
