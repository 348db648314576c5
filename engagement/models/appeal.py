"""Somebody does not agree with a moderator, and asks somebody else to decide."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from engagement.enums import AppealOutcome


class Appeal(models.Model):
    """An appeal: the resident's, against not showing or taking down; or, with `report`, a reporter's, against leaving.

    `against` is the number of the event with the decision, `decided_first_by` who took it: they cannot decide here.
    """

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="appeals")
    report = models.OneToOneField(
        "engagement.Report", on_delete=models.CASCADE, null=True, blank=True, related_name="appeal"
    )
    against = models.PositiveIntegerField(_("number of the event with the decision"))
    decided_first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = EncryptedTextField(_("why it should be decided otherwise"), null=True, blank=True)
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    outcome = models.CharField(_("what was decided"), max_length=16, choices=AppealOutcome, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], name="appeal_once_by_resident", condition=Q(report=None)),
            models.CheckConstraint(
                name="appeal_decided_whole",
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(outcome=AppealOutcome.TAKEN_BACK, decided_at__gte=F("made_at"), decided_by__isnull=True)
                | ~Q(outcome__in=["", AppealOutcome.TAKEN_BACK])
                & Q(decided_at__gte=F("made_at"), decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_decided_by_another",
                condition=Q(decided_first_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("decided_first_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
