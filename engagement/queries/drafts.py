"""What was typed and not sent."""

from engagement.models import AnswerDraft, Case, User


def draft_of(case: Case, user: User) -> AnswerDraft | None:
    """What was kept for an account on a case; nobody else's draft is ever shown."""
    return AnswerDraft.objects.filter(case=case, user=user).first()
