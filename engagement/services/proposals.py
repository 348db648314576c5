"""Answers that assistants draft and councillors send."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from engagement.enums import ConcernStatus, Impossible, Outcome
from engagement.errors import NotPossibleError
from engagement.models import Case, ProposedAnswer, User
from engagement.queries.answering import answerer_for, answering_of, assists_with
from engagement.services.cases import lock_case
from engagement.services.drafts import drop_draft
from engagement.services.messages import tell_addresses


@transaction.atomic
def propose_answer(
    *, case: Case, text: str, outcome: Outcome, readers: str, details: Mapping[str, str], by: User, at: datetime
) -> ProposedAnswer:
    """Put a drafted answer before the councillor. Nothing is sent to the resident; the latest replaces the one before.

    Args:
        details: what belongs to the outcome, as it was typed.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD`, `ANSWERED_MEANWHILE`, or `WRONG_STATUS` where nobody owes an answer any
            more.
    """
    if not assists_with(by, case, at):
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    case = lock_case(case)
    if case.status == ConcernStatus.ANSWERED:
        raise NotPossibleError(Impossible.ANSWERED_MEANWHILE)
    if case.closed_at is not None:
        raise NotPossibleError(Impossible.WRONG_STATUS)
    said = {"text": text, "outcome": outcome, "readers": readers, "details": json.dumps(dict(details))}
    before = ProposedAnswer.objects.filter(case=case, author=by).first()
    if before and before.sent_back_at is None and all(getattr(before, name) == value for name, value in said.items()):
        return before
    said |= {"proposed_at": at, "sent_back_at": None, "remark": ""}
    proposed, _is_new = ProposedAnswer.objects.update_or_create(case=case, author=by, defaults=said)
    answering = answering_of(case, at)
    if answering is not None:
        moment = int(at.timestamp())
        tell_addresses(case, template="councillor-draft", addresses=answering.addresses, at=at, number=moment)
    drop_draft(case=case, by=by)
    return proposed


@transaction.atomic
def send_back(*, proposed: ProposedAnswer, remark: str, by: User, at: datetime) -> ProposedAnswer:
    """Give a drafted answer back to its author, with what is to be better. Sent back twice, it goes back once.

    Raises:
        NotPossibleError: `NOT_YOUR_WARD` for whoever does not answer the case.
    """
    if answerer_for(by, proposed.case, at) is None:
        raise NotPossibleError(Impossible.NOT_YOUR_WARD)
    proposed = ProposedAnswer.objects.select_for_update(of=("self",)).select_related("author").get(pk=proposed.pk)
    if proposed.sent_back_at is not None:
        return proposed
    proposed.sent_back_at, proposed.remark = at, remark
    proposed.save(update_fields=["sent_back_at", "remark"])
    case = Case.objects.with_ward().get(pk=proposed.case_id)
    tell_addresses(case, template="draft-back", addresses=[proposed.author.email], at=at, number=int(at.timestamp()))
    return proposed


def drop_proposals(*, case: Case) -> None:
    """Forget what assistants drafted on a case: it was answered, or is answered by somebody else now."""
    ProposedAnswer.objects.filter(case=case).delete()
