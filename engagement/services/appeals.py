"""An appeal to somebody else than whoever decided."""

from datetime import datetime

from django.db import transaction

from engagement.enums import (
    Actor,
    AppealOutcome,
    EventKind,
    Impossible,
    Publication,
    PublicationRefusal,
    Role,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import Appeal, Case, Concern, Report, User
from engagement.queries.answering import is_of_its_office
from engagement.queries.appeals import may_appeal, may_appeal_report
from engagement.queries.concerns import decision_on
from engagement.queries.people import addresses_of_role, has_role
from engagement.rules.notices import ShownNotice
from engagement.services.cases import lock_case
from engagement.services.messages import tell_addresses, tell_resident
from engagement.services.moderation import show_to_all, take_down
from engagement.services.notices import keep_notice
from engagement.services.notifications import enqueue_notification
from engagement.services.timeline import record_event

DECIDERS = (Role.MODERATOR, Role.SPEAKERS_OFFICE)


@transaction.atomic
def appeal_decision(
    *, case: Case, words: str, notice: ShownNotice | None = None, at: datetime, by: User | None = None
) -> Appeal:
    """The resident's appeal against a refusal, or against taking down; once for a case. Made again, it is the same.

    Args:
        notice: what was said of the data beside the form.
        by: the account, where the resident is signed in.

    Raises:
        NotPossibleError: `NOTHING_TO_APPEAL`.
    """
    case = lock_case(case)
    made = Appeal.objects.filter(case=case, report=None, outcome="").first()
    if made is not None:
        return made
    if not may_appeal(case):
        raise NotPossibleError(Impossible.NOTHING_TO_APPEAL)
    decision = decision_on(case)
    appeal = Appeal.objects.create(
        case=case,
        against=decision.sequence,
        decided_first_by=decision.by,
        words=words,
        privacy_notice=keep_notice(shown=notice),
        made_at=at,
    )
    _note(appeal, case, actor=Actor.RESIDENT, visibility=Visibility.RESIDENT, by=by, at=at)
    return appeal


@transaction.atomic
def appeal_report(*, report: Report, words: str, notice: ShownNotice | None = None, at: datetime) -> Appeal:
    """The appeal of whoever reported something that was left as it is; once. Made again, it is the same.

    Args:
        notice: what was said of the data beside the form.

    Raises:
        NotPossibleError: `NOTHING_TO_APPEAL`.
    """
    case = lock_case(report.case)
    made = Appeal.objects.filter(report=report).first()
    if made is not None:
        return made
    if not may_appeal_report(report, case):
        raise NotPossibleError(Impossible.NOTHING_TO_APPEAL)
    appeal = Appeal.objects.create(
        case=case,
        report=report,
        against=case.timeline_length,
        decided_first_by=report.decided_by,
        words=words,
        privacy_notice=keep_notice(shown=notice),
        made_at=at,
    )
    _note(appeal, case, actor=Actor.SYSTEM, visibility=Visibility.STAFF, by=None, at=at)
    return appeal


def _note(appeal: Appeal, case: Case, *, actor: Actor, visibility: Visibility, by: User | None, at: datetime) -> None:
    """The event, and the message to everybody who may decide; the words themselves stay with the appeal."""
    event = record_event(
        case=case,
        kind=EventKind.APPEALED,
        visibility=visibility,
        actor=actor,
        by=by,
        at=at,
        payload={"appeal": appeal.pk, "against": appeal.against},
    )
    first = appeal.decided_first_by.email if appeal.decided_first_by else ""
    addresses = {address for role in DECIDERS for address in addresses_of_role(case.municipality, role)} - {first}
    tell_addresses(case, template="appeal-new", addresses=sorted(addresses), at=at, number=event.sequence)


@transaction.atomic
def uphold_decision(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """Decide that the decision stands, and tell whoever appealed. Decided once.

    Raises:
        NotPossibleError: `NOT_DECIDER`, `OWN_WARD` or `OWN_DECISION`.
    """
    appeal, case = _lock(appeal, by, at=at)
    if not appeal.outcome:
        _settle(appeal, case, AppealOutcome.UPHELD, by=by, at=at)
    return appeal


@transaction.atomic
def overturn_decision(*, appeal: Appeal, by: User, at: datetime, reason: PublicationRefusal | None = None) -> Appeal:
    """Decide otherwise: show what was refused or taken down, or take down what was left. Decided once.

    Args:
        reason: why it is taken down, where a reporter appealed.

    Raises:
        NotPossibleError: `NOT_DECIDER`, `OWN_WARD`, `OWN_DECISION`; `WORDS_GONE` where there is nothing left to show;
            `WRONG_STATUS` where the case was decided on since, or the reason is missing.
    """
    appeal, case = _lock(appeal, by, at=at)
    if appeal.outcome:
        return appeal
    if appeal.report_id is not None:
        if case.publication != Publication.PUBLISHED or reason is None:
            raise NotPossibleError(Impossible.WRONG_STATUS)
        take_down(case=case, reason=reason, erase_words=False, by=by, at=at)
    else:
        if case.publication not in (Publication.REFUSED, Publication.WITHDRAWN):
            raise NotPossibleError(Impossible.WRONG_STATUS)
        if not Concern.objects.filter(case=case).exclude(public_text="").exists():
            raise NotPossibleError(Impossible.WORDS_GONE)
        show_to_all(case=case, actor=Actor.STAFF, by=by, at=at, overturned=Publication(case.publication))
    _settle(appeal, case, AppealOutcome.OVERTURNED, by=by, at=at)
    return appeal


def end_appeals(*, case: Case, at: datetime) -> None:
    """End every appeal on a locked case that waits, since its resident took it back; whoever reported it is told."""
    for appeal in Appeal.objects.filter(case=case, outcome="").select_related("report").order_by("pk"):
        _note_outcome(appeal, AppealOutcome.TAKEN_BACK, by=None, at=at)
        _tell_appellant(appeal, case, at=at)


def _note_outcome(appeal: Appeal, outcome: AppealOutcome, *, by: User | None, at: datetime) -> None:
    appeal.outcome, appeal.decided_by, appeal.decided_at = outcome, by, at
    appeal.save(update_fields=["outcome", "decided_by", "decided_at"])


def _settle(appeal: Appeal, case: Case, outcome: AppealOutcome, *, by: User, at: datetime) -> None:
    _note_outcome(appeal, outcome, by=by, at=at)
    event = record_event(
        case=case,
        kind=EventKind.APPEAL_DECIDED,
        visibility=Visibility.STAFF if appeal.report_id else Visibility.RESIDENT,
        actor=Actor.STAFF,
        by=by,
        at=at,
        payload={"appeal": appeal.pk, "outcome": outcome},
    )
    if appeal.report is None:
        tell_resident(case, template="appeal-decided", at=at, number=event.sequence, context=_in_words(appeal))
    else:
        _tell_appellant(appeal, case, at=at)


def _tell_appellant(appeal: Appeal, case: Case, *, at: datetime) -> None:
    """Write what became of an appeal to whoever reported the case, where they left a contact."""
    if appeal.report is not None and (contact := appeal.report.contact):
        enqueue_notification(
            template="appeal-decided",
            recipient=contact.value,
            channel=contact.channel,
            language=appeal.report.language,
            case=case,
            dedupe_key=f"appeal/{appeal.pk}/decided",
            at=at,
            context=_in_words(appeal),
        )


def _in_words(appeal: Appeal) -> dict[str, bool]:
    """What the message about an appeal depends on."""
    return {
        "overturned": appeal.outcome == AppealOutcome.OVERTURNED,
        "taken_back": appeal.outcome == AppealOutcome.TAKEN_BACK,
        "by_reporter": appeal.report_id is not None,
    }


def _lock(appeal: Appeal, by: User, *, at: datetime) -> tuple[Appeal, Case]:
    """The appeal and its case, locked, for somebody who may decide.

    Raises:
        NotPossibleError: `NOT_DECIDER`, `OWN_WARD` or `OWN_DECISION`.
    """
    if not any(has_role(by, appeal.case.municipality_id, role) for role in DECIDERS):
        raise NotPossibleError(Impossible.NOT_DECIDER)
    if is_of_its_office(by, appeal.case, at):
        raise NotPossibleError(Impossible.OWN_WARD)
    if appeal.decided_first_by_id == by.pk:
        raise NotPossibleError(Impossible.OWN_DECISION)
    case = lock_case(appeal.case)
    return Appeal.objects.select_for_update(of=("self",)).select_related("report").get(pk=appeal.pk), case
