"""What a resident says of an answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.enums import Helped


class Feedback(models.Model):
    """Whether one answer helped, in the resident's eyes. A resident who says nothing has no row.

    `answer_sequence` is the number of the answer's event in the timeline. Why, in words, stands in the event that
    tells of it, so that it is read and erased like everything else there.
    """

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="feedback")
    answer_sequence = models.PositiveIntegerField(_("number of the answer within the case"))
    helped = models.CharField(_("did it help"), max_length=16, choices=Helped)
    said_at = models.DateTimeField(_("first said at"))

    class Meta:
        verbose_name = _("feedback on an answer")
        verbose_name_plural = _("feedback on answers")
        ordering = ["case", "answer_sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "answer_sequence"], name="feedback_one_an_answer"),
            models.CheckConstraint(name="feedback_helped_known", condition=models.Q(helped__in=Helped.values)),
        ]
        indexes = [models.Index(fields=["said_at"], name="feedback_said_at")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.answer_sequence}"
