"""A resident wants to be reached in another way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.enums import Channel
from engagement.models.one_time_code import OneTimeCode


class ContactChange(OneTimeCode):
    """A new contact that somebody typed, and the one-time code that proves that they read what is sent there."""

    resident = models.ForeignKey("engagement.Resident", on_delete=models.CASCADE, related_name="contact_changes")
    channel = models.CharField(_("way to reach them"), max_length=16, choices=Channel)

    class Meta:
        verbose_name = _("change of contact")
        verbose_name_plural = _("changes of contact")
        indexes = [models.Index(fields=["resident", "-asked_at"], name="contact_change_resident")]
        constraints = [
            models.CheckConstraint(
                name="contact_change_expires_later", condition=models.Q(expires_at__gt=models.F("asked_at"))
            )
        ]
