"""Somebody asks to see a case that is not public."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.blind_index import contact_index
from engagement.models.one_time_code import OneTimeCode


class AccessRequest(OneTimeCode):
    """A reference and a contact as they were typed, and the one-time code that opens the case if they belong together.

    The row is written for every request, also when no such case exists, so that nobody learns from the site's answer
    or from its time which it was; the worker finds out and sends the code.
    """

    reference = models.CharField(_("reference"), max_length=16)
    contact_index = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=16, default="en")
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, null=True, related_name="access_requests")
    handled_at = models.DateTimeField(_("handled by the worker at"), null=True)
    used_at = models.DateTimeField(_("used at"), null=True)

    BLIND_INDEXES: ClassVar = {"contact_index": lambda request: contact_index(request.contact)}

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        indexes = [
            models.Index(fields=["contact_index", "asked_at"], name="access_request_contact"),
            models.Index(fields=["reference", "asked_at"], name="access_request_reference"),
            models.Index(
                fields=["asked_at"], name="access_request_unhandled", condition=models.Q(handled_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="access_request_expires_later", condition=models.Q(expires_at__gt=models.F("asked_at"))
            ),
        ]
