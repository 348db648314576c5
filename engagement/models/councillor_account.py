"""The account with which a councillor works."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField


class CouncillorAccount(models.Model):
    """Joins an account to a councillor. Which wards they may answer for follows from their terms."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="councillor_account")
    councillor = models.OneToOneField("wards.Councillor", on_delete=models.PROTECT, related_name="account")
    wants_digest = models.BooleanField(_("what waits, each Monday by e-mail"), default=True)

    class Meta:
        verbose_name = _("councillor's account")
        verbose_name_plural = _("councillors' accounts")

    def __str__(self) -> str:
        return str(self.councillor)


class CouncillorAssistant(models.Model):
    """Somebody who helps in a councillor's office: sees the desk, takes notes, drafts what the councillor sends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assists")
    councillor = models.ForeignKey("wards.Councillor", on_delete=models.CASCADE, related_name="assistants")
    appointed_at = models.DateTimeField(_("appointed at"))

    class Meta:
        verbose_name = _("assistant of a councillor")
        verbose_name_plural = _("assistants of councillors")
        constraints = [
            models.UniqueConstraint(fields=["user", "councillor"], name="councillor_assistant_once_an_office")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.councillor}"


class AssistantInvitation(models.Model):
    """Somebody is asked to help in a councillor's office, and has not accepted yet. The row goes with the answer."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    councillor = models.ForeignKey("wards.Councillor", on_delete=models.CASCADE, related_name="invitations")
    email = EncryptedCharField(_("e-mail address"), max_length=254)
    invited_at = models.DateTimeField(_("invited at"))

    class Meta:
        verbose_name = _("invitation to a councillor's office")
        verbose_name_plural = _("invitations to councillors' offices")

    def __str__(self) -> str:
        return str(self.token)
