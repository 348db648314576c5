"""Somebody finds that everyone should not read something."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField, EncryptedTextField

from engagement.enums import Channel, PublicationRefusal, ReportOutcome, ReportReason
from engagement.rules.contacts import Contact


class Report(models.Model):
    """A public case that somebody reports to a moderator, and what the moderator decided.

    From the public it has at most a contact, encrypted, to be told of the decision; `source_index` is a digest of the
    contact or of the network it came from, so that one source has one open report on a case. From the desk it has the
    account that asks, since a councillor cannot take anything down.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=16, choices=ReportReason)
    words = EncryptedTextField(_("in their words"), null=True, blank=True)
    channel = models.CharField(_("way to reach them"), max_length=16, choices=Channel, blank=True)
    contact_value = EncryptedCharField(_("e-mail address or telephone number"), max_length=254, null=True, blank=True)
    source_index = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=16, default="en")
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    reported_at = models.DateTimeField(_("reported at"))
    outcome = models.CharField(_("what was decided"), max_length=16, choices=ReportOutcome, blank=True)
    because = models.CharField(_("why it was taken down"), max_length=32, choices=PublicationRefusal, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)

    BLIND_INDEXES: ClassVar = {"source_index": None}

    class Meta:
        verbose_name = _("report of a public case")
        verbose_name_plural = _("reports of public cases")
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "source_index"],
                name="report_open_once",
                condition=Q(outcome="") & ~Q(source_index=""),
            ),
            models.CheckConstraint(
                name="report_decided_whole",
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(outcome=ReportOutcome.TAKEN_BACK, decided_at__gte=F("reported_at"), decided_by__isnull=True)
                | ~Q(outcome__in=["", ReportOutcome.TAKEN_BACK])
                & Q(decided_at__gte=F("reported_at"), decided_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["case", "reported_at"], name="report_open", condition=Q(outcome=""))]

    @property
    def contact(self) -> Contact | None:
        """How whoever reported it is told of the decision; None where they left nothing."""
        return Contact(Channel(self.channel), self.contact_value) if self.contact_value else None

    def __str__(self) -> str:
        return str(self.token)
