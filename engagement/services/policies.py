"""Deciding how a municipality answers, and for how long it keeps things."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.models import AnsweringPolicy, RetentionRule, User
from engagement.rules.keeping import Retention
from engagement.staff_policy import DECIDE_ANSWERING
from wards.models import Municipality
from wards.permissions import may
from wards.services.public_pages import note_public_change


@transaction.atomic
def decide_policy(
    *,
    municipality: Municipality,
    answer_working_days: int,
    moderation_working_days: int,
    holds_before_publishing: bool,
    by: User,
    at: datetime,
) -> AnsweringPolicy:
    """Set how long a municipality takes from now on. What was promised before stays promised.

    Raises:
        NotPossibleError: `NOT_YOUR_MUNICIPALITY`.
    """
    if not may(by, DECIDE_ANSWERING, municipality):
        raise NotPossibleError(Impossible.NOT_YOUR_MUNICIPALITY)
    decided = {
        "answer_working_days": answer_working_days,
        "moderation_working_days": moderation_working_days,
        "holds_before_publishing": holds_before_publishing,
    }
    policy, _is_new = AnsweringPolicy.objects.update_or_create(municipality=municipality, defaults=decided)
    log(instance=policy, action="engagement.policy.decided", user=by, timestamp=at, data=decided)
    note_public_change([municipality.pk])
    return policy


@transaction.atomic
def decide_retention(
    *, municipality: Municipality, kind: str, retention: Retention, by: User, at: datetime
) -> RetentionRule:
    """Set for how long a municipality keeps what belongs to a kind of case. The next run goes by it.

    Raises:
        NotPossibleError: `NOT_YOUR_MUNICIPALITY`.
    """
    if not may(by, DECIDE_ANSWERING, municipality):
        raise NotPossibleError(Impossible.NOT_YOUR_MUNICIPALITY)
    decided = retention.months()
    rule, _is_new = RetentionRule.objects.update_or_create(municipality=municipality, kind=kind, defaults=decided)
    log(instance=rule, action="engagement.retention.decided", user=by, timestamp=at, data=decided)
    note_public_change([municipality.pk])
    return rule
