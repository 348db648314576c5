"""The timeline: what happened to a case, in events that are only ever added."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.enums import Actor, EraseReason, Visibility


class TimelineEvent(models.Model):
    """One thing that happened. The database refuses every change but erasing payload and salt with a reason.

    `payload` keeps what people were told, copied at that moment. `link` chains the event to the one before it
    (`engagement.rules.chain`). An erased event names the later event that tells who erased it (`erased_in`).
    """

    case = models.ForeignKey("engagement.Case", on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField(_("number within the case"))
    kind = models.CharField(_("kind"), max_length=32)
    visibility = models.CharField(_("who may read it"), max_length=16, choices=Visibility)
    actor = models.CharField(_("in which capacity"), max_length=16, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    payload = models.JSONField(_("content"), null=True)
    salt = models.BinaryField(null=True)
    payload_digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    erased_at = models.DateTimeField(_("erased at"), null=True)
    erased_reason = models.CharField(_("why it was erased"), max_length=32, choices=EraseReason, blank=True)
    erased_in = models.PositiveIntegerField(_("number of the event that tells of the erasure"), null=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="timeline_event_sequence_unique"),
            models.CheckConstraint(
                name="timeline_event_whole_or_erased",
                condition=models.Q(
                    payload__isnull=False,
                    salt__isnull=False,
                    erased_at__isnull=True,
                    erased_reason="",
                    erased_in__isnull=True,
                )
                | models.Q(
                    payload__isnull=True, salt__isnull=True, erased_at__isnull=False, erased_in__gt=models.F("sequence")
                )
                & ~models.Q(erased_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence} {self.kind}"
