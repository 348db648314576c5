"""A resident wants to be reached in another way."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField

from engagement.enums import Channel
from engagement.rules.contacts import Contact


class ContactChange(models.Model):
    """A new contact that somebody typed, and the one-time code that proves that they read what is sent there."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resident = models.ForeignKey("engagement.Resident", on_delete=models.CASCADE, related_name="contact_changes")
    channel = models.CharField(_("way to reach them"), max_length=16, choices=Channel)
    contact_value = EncryptedCharField(_("e-mail address or telephone number"), max_length=254)
    code = EncryptedCharField(_("one-time code"), max_length=16)
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("change of contact")
        verbose_name_plural = _("changes of contact")
        indexes = [models.Index(fields=["resident", "-asked_at"], name="contact_change_resident")]
        constraints = [
            models.CheckConstraint(
                name="contact_change_expires_later", condition=models.Q(expires_at__gt=models.F("asked_at"))
            )
        ]

    @property
    def contact(self) -> Contact:
        """The contact as it was typed."""
        return Contact(Channel(self.channel), self.contact_value)

    def __str__(self) -> str:
        return str(self.token)
