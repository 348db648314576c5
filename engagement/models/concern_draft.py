"""What somebody began to write to a councillor, and has not sent yet."""

import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField


class ConcernDraft(models.Model):
    """Answers to the questions of a concern, kept for the browser that holds the token.

    `privacy_notice` is what stood beside the first question; what stands beside the last is kept with the case.

    Once it is sent it stays for a while, emptied, so that a form sent again leads to its case.
    """

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ward = models.ForeignKey("wards.Ward", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=16, default="en")
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    encrypted_answers = EncryptedTextField(_("answers"), default="{}")
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(_("begun at"))
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("draft of a concern")
        verbose_name_plural = _("drafts of concerns")
        indexes = [models.Index(fields=["kept_at"], name="concern_draft_kept_at")]
        constraints = [
            models.CheckConstraint(name="concern_draft_in_order", condition=Q(kept_at__gte=models.F("begun_at"))),
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by step."""
        return json.loads(self.encrypted_answers)

    @answers.setter
    def answers(self, value: dict[str, Any]) -> None:
        self.encrypted_answers = json.dumps(value)

    def __str__(self) -> str:
        """A number: what was typed does not belong in logs."""
        return f"draft of a concern {self.pk}"
