"""Signed links: what a message carries instead of a password."""

import base64
import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from engagement.models import AssistantInvitation, Case, Follow, HandoverQuestion, NoticeFollow, Report, User
from engagement.rules.references import MalformedReferenceError, parse_reference

_CONFIRM = "engagement.confirm-contact"
_HANDOVER = "engagement.handover"
_FEEDBACK = "engagement.feedback"
_ANSWER = "engagement.answer"
_UNFOLLOW = "engagement.unfollow"
_END_NOTICES = "engagement.end-notices"
_REPORT = "engagement.report"
_INVITATION = "engagement.invitation"
# 64 bits. Nobody tries that many links, and a text message has no room for more.
_SHORT_SEAL = 8
# From one weekly digest over the next: what still waits then stands in the newer one.
ANSWER_LASTS = timedelta(days=14)
# Whoever reads the mailbox later decides with their reference and a code.
HANDOVER_LASTS = timedelta(days=30)


def confirm_token(case: Case) -> str:
    """What proves that somebody reads the mailbox with which a case was given. When it expires is the case's matter."""
    return signing.dumps(case.reference, salt=_CONFIRM)


def short_confirm_token(case: Case) -> str:
    """The same for a text message, short enough to be typed: the reference and a seal over it."""
    return f"{case.reference.replace('-', '')}-{_seal(case.reference, settings.SECRET_KEY)}"


def case_of_confirm_token(token: str) -> Case | None:
    """The case of a confirm link, long or short; None for a link that we did not write."""
    reference = _sealed_reference(token) or _loads(token, _CONFIRM)
    return Case.objects.with_ward().filter(reference=reference).first() if reference else None


def unfollow_token(follow: Follow) -> str:
    """What ends following a case: in every message, and good for ever, since a mailbox may be cleared years later."""
    return signing.dumps(str(follow.token), salt=_UNFOLLOW)


def follow_of_token(token: str) -> Follow | None:
    """Who follows by a link that ends it; None where it was ended.

    Raises:
        BadSignature: we did not write this link.
    """
    follows = Follow.objects.select_related("case__municipality")
    return follows.filter(token=signing.loads(token, salt=_UNFOLLOW)).first()


def end_notices_token(follow: NoticeFollow) -> str:
    """What ends following the notices of a ward: in every message, and good for ever, as that of a case."""
    return signing.dumps(str(follow.token), salt=_END_NOTICES)


def notice_follow_of_token(token: str) -> NoticeFollow | None:
    """Who follows by a link that ends it; None where it was ended.

    Raises:
        BadSignature: we did not write this link.
    """
    follows = NoticeFollow.objects.select_related("municipality")
    return follows.filter(token=signing.loads(token, salt=_END_NOTICES)).first()


def report_token(report: Report) -> str:
    """What lets whoever reported something appeal against what was decided."""
    return signing.dumps(str(report.token), salt=_REPORT)


def report_of_token(token: str) -> Report | None:
    """The report of a link; None for a link that we did not write."""
    named = _loads(token, _REPORT)
    return Report.objects.select_related("case__municipality").filter(token=named).first() if named else None


def invitation_token(invitation: AssistantInvitation) -> str:
    """What leads somebody to the page on which they accept to help in an office. It accepts nothing by itself."""
    return signing.dumps(str(invitation.token), salt=_INVITATION)


def invitation_of_token(token: str) -> AssistantInvitation | None:
    """The invitation of a link; None for a link that we did not write, and once it was answered or taken back."""
    named = _loads(token, _INVITATION)
    invitations = AssistantInvitation.objects.select_related("councillor__municipality")
    return invitations.filter(token=named).first() if named else None


def _sealed_reference(token: str) -> str | None:
    plain, _hyphen, seal = token.rpartition("-")
    try:
        reference = parse_reference(plain)
    except MalformedReferenceError:
        return None
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    typed = seal.lower().encode()
    fits = [hmac.compare_digest(typed, _seal(reference, key).encode()) for key in keys]
    return reference if any(fits) else None


def _seal(reference: str, key: str) -> str:
    digest = salted_hmac(_CONFIRM, reference, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest[:_SHORT_SEAL]).decode().rstrip("=").lower()


def handover_token(question: HandoverQuestion) -> str:
    """What proves that somebody reads the mailbox that was asked whether a case may pass on."""
    return signing.dumps(question.pk, salt=_HANDOVER)


def question_of_handover_token(token: str) -> HandoverQuestion | None:
    """The question of such a link, with its case; None for a link that ran out, or that we did not write."""
    named = _loads(token, _HANDOVER, max_age=HANDOVER_LASTS)
    questions = HandoverQuestion.objects.select_related("case__ward", "case__municipality", "councillor")
    return questions.filter(pk=named).first() if named else None


def feedback_token(case: Case, *, answer_sequence: int) -> str:
    """What proves that somebody reads the mailbox that was asked whether an answer helped."""
    return signing.dumps([case.reference, answer_sequence], salt=_FEEDBACK)


def answer_of_feedback_token(token: str) -> tuple[Case, int] | None:
    """The case and the number of the answer of such a link; None for a link that we did not write."""
    reference, answer_sequence = _loads(token, _FEEDBACK) or ("", 0)
    case = Case.objects.with_ward().filter(reference=reference).first()
    return (case, answer_sequence) if case else None


def _loads(token: str, salt: str, max_age: timedelta | None = None) -> Any:
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None


def answer_token(case: Case, *, account: User) -> str:
    """What leads an account from a message to the form in which it answers a case. It opens nothing by itself."""
    return signing.dumps([case.reference, account.pk], salt=_ANSWER)


def reference_of_answer_token(token: str, *, account: User) -> str | None:
    """The reference in a link to an answer; None where the link ran out, is not ours, or was sent to somebody else."""
    reference, owner = _loads(token, _ANSWER, max_age=ANSWER_LASTS) or (None, None)
    return reference if owner == account.pk else None
