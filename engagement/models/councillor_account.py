"""The account with which a councillor works."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
