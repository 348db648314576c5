"""Whether a new councillor may read what was written to somebody else alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HandoverQuestion(models.Model):
    """Put to a resident once about one councillor; `agrees` is their answer, None until they give one."""

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="handover_questions")
    councillor = models.ForeignKey(
        "wards.Councillor", verbose_name=_("who would read it"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    agrees = models.BooleanField(_("the resident agrees"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("question before a private case passes on")
        verbose_name_plural = _("questions before private cases pass on")
        constraints = [
            models.UniqueConstraint(fields=["case", "councillor"], name="handover_question_once"),
            models.CheckConstraint(
                name="handover_answer_has_time",
                condition=Q(agrees__isnull=True, answered_at__isnull=True)
                | Q(agrees__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.councillor_id}"
