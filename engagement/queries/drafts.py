"""What was typed and not sent: kept for its author, or proposed to whoever answers."""

from django.db.models import QuerySet

from engagement.models import AnswerDraft, Case, ProposedAnswer, User
from engagement.models.case import CaseQuerySet


def draft_of(case: Case, user: User) -> AnswerDraft | None:
    """What was kept for an account on a case; nobody else's draft is ever shown."""
    return AnswerDraft.objects.filter(case=case, user=user).first()


def proposals_on(cases: CaseQuerySet) -> QuerySet[ProposedAnswer]:
    """What assistants drafted on some cases and nobody has sent back, the oldest first."""
    waiting = ProposedAnswer.objects.filter(case__in=cases.order_by().values("pk"), sent_back_at=None)
    return waiting.select_related("author", "case__concern", "case__ward").defer(
        "case__ward__boundary", "case__ward__outline"
    )


def proposal_of(case: Case, author: User) -> ProposedAnswer | None:
    """What an assistant drafted on a case, also where it was sent back."""
    return ProposedAnswer.objects.filter(case=case, author=author).first()
