"""Somebody follows a public case by e-mail."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedEmailField

from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.contacts import Contact, by_email


class FollowQuerySet(models.QuerySet["Follow"]):
    """Finds those who follow by what is stored encrypted."""

    def with_contact(self, contact: Contact) -> "FollowQuerySet":
        """What goes to this address."""
        return self.filter(contact_index__in=contact_indexes(contact))


class Follow(models.Model):
    """One address to which news of a case goes. Of the public events, those up to `told_up_to` were told of."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    email = EncryptedEmailField(_("e-mail address"))
    contact_index = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=16, default="en")
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    since = models.DateTimeField(_("since"))
    told_up_to = models.PositiveIntegerField(_("number of the last event that was told of"), default=0)

    objects = FollowQuerySet.as_manager()

    BLIND_INDEXES: ClassVar = {"contact_index": lambda follow: contact_index(by_email(follow.email))}

    class Meta:
        verbose_name = _("follower of a case")
        verbose_name_plural = _("followers of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "contact_index"], name="follow_once_by_address"),
            models.CheckConstraint(name="follow_has_index", condition=~Q(contact_index="")),
        ]

    def __str__(self) -> str:
        """The row's number: who follows what is nobody's business."""
        return f"follow {self.pk}"
