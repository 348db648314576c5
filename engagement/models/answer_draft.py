"""Answers on their way: kept since their author had to sign in again, or drafted for the councillor to send."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from engagement.enums import Outcome


class AnswerDraft(models.Model):
    """What an account typed on a case, kept for it alone until it is sent; the latest replaces the one before."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answer_drafts")
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="answer_drafts")
    text = EncryptedTextField(_("text"))
    outcome = models.CharField(_("what the answer amounts to"), max_length=16, choices=Outcome, blank=True)
    readers = models.CharField(_("who may read it"), max_length=16, blank=True)
    details = EncryptedTextField(_("what belongs to the outcome, as JSON"), null=True, blank=True)
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="answer_draft_one_each")]
        indexes = [models.Index(fields=["kept_at"], name="answer_draft_kept_at")]

    def __str__(self) -> str:
        """A number: what was typed does not belong in logs."""
        return f"draft {self.pk}"


class ProposedAnswer(models.Model):
    """What an assistant drafted on a case: the councillor sends it in their own name, edited or not, or returns it."""

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="proposed_answers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposed_answers")
    text = EncryptedTextField(_("text"))
    outcome = models.CharField(_("what the answer amounts to"), max_length=16, choices=Outcome)
    readers = models.CharField(_("who may read it"), max_length=16, blank=True)
    details = EncryptedTextField(_("what belongs to the outcome, as JSON"), null=True, blank=True)
    proposed_at = models.DateTimeField(_("proposed at"))
    sent_back_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    remark = EncryptedTextField(_("why it was sent back"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed answer")
        verbose_name_plural = _("proposed answers")
        ordering = ["proposed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "author"], name="proposed_answer_one_each")]

    def __str__(self) -> str:
        """A number: what was drafted does not belong in logs."""
        return f"proposed answer {self.pk}"
