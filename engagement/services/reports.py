"""Reporting what everyone can read, asking a moderator to look, and deciding on it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from engagement.enums import (
    Actor,
    EventKind,
    Impossible,
    Publication,
    PublicationRefusal,
    ReportOutcome,
    ReportReason,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Case, Report, User
from engagement.models.blind_index import contact_index
from engagement.queries.answering import answerer_for
from engagement.rules.blind_index import blind_index
from engagement.rules.contacts import Contact
from engagement.rules.notices import ShownNotice
from engagement.services.cases import lock_case
from engagement.services.messages import tell_moderators
from engagement.services.moderation import (
    Shown,
    change_public_words,
    lock_for_moderation,
    take_down,
    tell_reporter,
)
from engagement.services.notices import keep_notice
from engagement.services.timeline import record_event

# Long enough to appeal, and to be told what came of it.
KEPT_FOR = timedelta(days=90)


@transaction.atomic
def report_concern(
    *,
    case: Case,
    reason: ReportReason,
    words: str,
    contact: Contact | None,
    network: str,
    language: str,
    notice: ShownNotice | None = None,
    at: datetime,
) -> Report:
    """Ask a moderator to look at what everyone can read. One source has one open report on a case: again is the same.

    Args:
        contact: to which the decision is sent; None where nobody wants to know.
        network: the address that limits count (`rules.networks`); kept as a digest, and only where there is no contact.
        notice: what was said of the data beside the form.

    Raises:
        NotPossibleError: `NOT_PUBLISHED`.
    """
    case = _lock_published(case)
    source = contact_index(contact) if contact else blind_index(f"network/{network}", settings.BLIND_INDEX_KEYS[0])
    return _report(
        case,
        source,
        at=at,
        reason=reason,
        words=words,
        channel=contact.channel if contact else "",
        contact_value=contact.value if contact else None,
        language=language,
        privacy_notice=keep_notice(shown=notice),
    )


@transaction.atomic
def ask_moderator(*, case: Case, reason: ReportReason, words: str, by: User, at: datetime) -> Report:
    """Ask a moderator to look, from the desk: whoever answers for a ward cannot take anything down.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD` or `NOT_PUBLISHED`.
    """
    answerer = answerer_for(by, case, at)
    if answerer is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = _lock_published(case)
    source = blind_index(f"account/{by.pk}", settings.BLIND_INDEX_KEYS[0])
    return _report(case, source, at=at, actor=answerer.actor, reason=reason, words=words, asked_by=by)


def _report(case: Case, source: str, *, at: datetime, actor: Actor = Actor.SYSTEM, **facts: object) -> Report:
    waiting = Report.objects.filter(case=case, source_index=source, outcome="").first()
    if waiting is not None:
        return waiting
    report = Report.objects.create(case=case, source_index=source, reported_at=at, **facts)
    by = report.asked_by
    record_event(
        case=case,
        kind=EventKind.MODERATION_ASKED if by else EventKind.REPORTED,
        visibility=Visibility.COUNCILLOR if by else Visibility.STAFF,
        actor=actor,
        by=by,
        at=at,
        payload={"report": report.pk, "reason": report.reason},
    )
    tell_moderators(case, template="moderator-report", at=at, number=report.pk)
    return report


@transaction.atomic
def keep_reported(*, report: Report, by: User, at: datetime) -> Report:
    """Decide that what was reported stays as it is, and tell whoever left a contact. Decided once.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD`, `DECIDED_MEANWHILE`, or `OWN_DECISION` where the moderator asked
            themselves.
    """
    return _decide(report, ReportOutcome.KEPT, by=by, at=at)


@transaction.atomic
def mask_reported(*, report: Report, shown: Shown, by: User, at: datetime) -> Report:
    """Leave more of what was reported out for everyone, and tell whoever left a contact. Decided once.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD`, `OWN_DECISION`, `DECIDED_MEANWHILE`, `NOT_PUBLISHED` or
            `WORDS_ADDED`.
    """
    case, report = _lock(report, by, at=at)
    if _is_decided(report, ReportOutcome.MASKED, by=by):
        return report
    change_public_words(case=case, shown=shown, by=by, at=at)
    return _decide(report, ReportOutcome.MASKED, by=by, at=at)


@transaction.atomic
def take_down_reported(
    *, report: Report, reason: PublicationRefusal, erase_words: bool, by: User, at: datetime
) -> Report:
    """Take down what was reported, and tell everybody who reported it. Decided once.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD`, `OWN_DECISION`, `DECIDED_MEANWHILE` or `NOT_PUBLISHED`.
    """
    case, report = _lock(report, by, at=at)
    if _is_decided(report, ReportOutcome.TAKEN_DOWN, by=by):
        return report
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    take_down(case=case, reason=reason, erase_words=erase_words, by=by, at=at)
    report.refresh_from_db()
    return report


def forget_reporters(*, at: datetime) -> int:
    """Remove contact and words from reports that were decided long ago; what was decided stays.

    Returns:
        How many reports were emptied.
    """
    since = at - KEPT_FOR
    settled = Q(appeal=None) | Q(appeal__decided_at__lt=since)
    named = Report.objects.filter(settled, decided_at__lt=since).exclude(source_index="").values("pk")
    return Report.objects.filter(pk__in=named).update(words=None, channel="", contact_value=None, source_index="")


def _decide(report: Report, outcome: ReportOutcome, *, by: User, at: datetime) -> Report:
    case, report = _lock(report, by, at=at)
    if _is_decided(report, outcome, by=by):
        return report
    report.outcome, report.decided_by, report.decided_at = outcome, by, at
    report.save(update_fields=["outcome", "decided_by", "decided_at"])
    record_event(
        case=case,
        kind=EventKind.REPORT_DECIDED,
        visibility=Visibility.COUNCILLOR if report.asked_by_id else Visibility.STAFF,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"report": report.pk, "outcome": outcome},
    )
    tell_reporter(report, at=at)
    return report


def _is_decided(report: Report, outcome: ReportOutcome, *, by: User) -> bool:
    """Whether a moderator decided the same before, which is the same form sent again.

    Raises:
        NotPossibleError: `DECIDED_MEANWHILE` by a colleague, or otherwise.
    """
    if report.outcome and (report.outcome, report.decided_by_id) != (outcome, by.pk):
        raise NotPossibleError(Impossible.DECIDED_MEANWHILE)
    return bool(report.outcome)


def _lock(report: Report, by: User, *, at: datetime) -> tuple[Case, Report]:
    """The case and the report as it stands, locked, for a moderator who may decide on it.

    Raises:
        NotPossibleError: `NOT_MODERATOR`, `OWN_WARD` or `OWN_DECISION`.
    """
    case = lock_for_moderation(report.case, by=by, at=at)
    if report.asked_by_id == by.pk:
        raise NotPossibleError(Impossible.OWN_DECISION)
    return case, Report.objects.select_for_update(of=("self",)).get(pk=report.pk)


def _lock_published(case: Case) -> Case:
    case = lock_case(case)
    if case.publication != Publication.PUBLISHED:
        raise NotPossibleError(Impossible.NOT_PUBLISHED)
    return case
