"""Somebody shows that a contact is theirs, for one thing that they want to do with it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engagement.enums import CheckPurpose
from engagement.models.blind_index import contact_index
from engagement.models.one_time_code import OneTimeCode


class ContactCheck(OneTimeCode):
    """A contact as it was typed, and the one-time code that was sent there for what `purpose` says of a case or a ward.

    The rows go a day after the code ran out, so that nothing tells any more who did what.
    """

    purpose = models.CharField(_("what for"), max_length=16, choices=CheckPurpose)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, null=True, related_name="contact_checks")
    ward = models.ForeignKey("wards.Ward", on_delete=models.CASCADE, null=True, related_name="contact_checks")
    contact_index = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=16, default="en")
    used_at = models.DateTimeField(_("used at"), null=True)

    BLIND_INDEXES: ClassVar = {"contact_index": lambda check: contact_index(check.contact)}

    class Meta:
        verbose_name = _("check of a contact")
        verbose_name_plural = _("checks of contacts")
        indexes = [models.Index(fields=["contact_index", "asked_at"], name="contact_check_contact")]
        constraints = [
            models.CheckConstraint(name="contact_check_expires_later", condition=Q(expires_at__gt=F("asked_at"))),
            models.CheckConstraint(
                name="contact_check_about_one", condition=Q(case__isnull=False) ^ Q(ward__isnull=False)
            ),
        ]
