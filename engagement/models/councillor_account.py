"""The account with which a councillor works."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CouncillorAccount(models.Model):
    """Joins an account to a councillor. Which wards they may answer for follows from their terms."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="councillor_account")
    councillor = models.OneToOneField("wards.Councillor", on_delete=models.PROTECT, related_name="account")

    class Meta:
        verbose_name = _("councillor's account")
        verbose_name_plural = _("councillors' accounts")

    def __str__(self) -> str:
        return str(self.councillor)
