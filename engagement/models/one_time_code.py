"""What every one-time code has that is sent to a contact."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField

from engagement.enums import Channel
from engagement.rules.codes import MOST_TRIES
from engagement.rules.contacts import Contact


class OneTimeCode(models.Model):
    """A contact as it was typed, and the code that proves that somebody reads what is sent there."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("way to reach them"), max_length=16, choices=Channel, default=Channel.EMAIL)
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
        abstract = True

    @property
    def contact(self) -> Contact:
        """The contact as it was typed."""
        return Contact(Channel(self.channel), self.contact_value)

    def bears_try(self, at: datetime) -> bool:
        """Whether a code may still be typed for it: it has not run out, and few were typed."""
        return self.expires_at > at and self.attempts < MOST_TRIES

    def __str__(self) -> str:
        return str(self.token)
