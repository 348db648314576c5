"""Somebody shows that a contact is theirs, for one thing that they want to do with it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField

from engagement.enums import Channel, CheckPurpose
from engagement.models.blind_index import contact_index
from engagement.rules.contacts import Contact


class ContactCheck(models.Model):
    """A contact as it was typed, and the one-time code that was sent there for what `purpose` says.

    The rows go a day after the code ran out, so that nothing tells any more who did what.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(_("what for"), max_length=16, choices=CheckPurpose)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="contact_checks")
    channel = models.CharField(_("way to reach them"), max_length=16, choices=Channel, default=Channel.EMAIL)
    contact_value = EncryptedCharField(_("e-mail address or telephone number"), max_length=254)
    contact_index = models.CharField(max_length=64)
    code = EncryptedCharField(_("one-time code"), max_length=16)
    language = models.CharField(_("language"), max_length=16, default="en")
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
    used_at = models.DateTimeField(_("used at"), null=True)

    BLIND_INDEXES: ClassVar = {"contact_index": lambda check: contact_index(check.contact)}

    class Meta:
        verbose_name = _("check of a contact")
        verbose_name_plural = _("checks of contacts")
        indexes = [models.Index(fields=["contact_index", "asked_at"], name="contact_check_contact")]
        constraints = [
            models.CheckConstraint(name="contact_check_expires_later", condition=Q(expires_at__gt=F("asked_at"))),
        ]

    @property
    def contact(self) -> Contact:
        """The contact as it was typed."""
        return Contact(Channel(self.channel), self.contact_value)

    def __str__(self) -> str:
        return str(self.token)
