"""An answer that could not be sent since its author had to sign in again."""

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
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="answer_draft_one_each")]
        indexes = [models.Index(fields=["kept_at"], name="answer_draft_kept_at")]

    def __str__(self) -> str:
        """A number: what was typed does not belong in logs."""
        return f"draft {self.pk}"
