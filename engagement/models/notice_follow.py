"""Somebody follows the notices of a ward by e-mail."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedEmailField

from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.contacts import Contact, by_email


class NoticeFollowQuerySet(models.QuerySet["NoticeFollow"]):
    """Finds those who follow by what is stored encrypted."""

    def with_contact(self, *contacts: Contact) -> "NoticeFollowQuerySet":
        """What goes to one of these addresses."""
        return self.filter(contact_index__in=[index for one in contacts for index in contact_indexes(one)])


class NoticeFollow(models.Model):
    """One address to which the notices of a ward go, and those of its whole municipality.

    The ward is named by its code, as notices name it: codes outlive an edition of boundaries, rows of wards do not.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("wards.Municipality", on_delete=models.CASCADE, related_name="notice_follows")
    ward_code = models.CharField(_("code of the ward"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="notice_follows"
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

    objects = NoticeFollowQuerySet.as_manager()

    BLIND_INDEXES: ClassVar = {"contact_index": lambda follow: contact_index(by_email(follow.email))}

    class Meta:
        verbose_name = _("follower of notices")
        verbose_name_plural = _("followers of notices")
        indexes = [models.Index(fields=["contact_index"], name="notice_follow_contact")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "ward_code", "contact_index"], name="notice_follow_once_by_address"
            ),
            models.CheckConstraint(name="notice_follow_has_index", condition=~Q(contact_index="")),
        ]

    def __str__(self) -> str:
        """The row's number: who follows what is nobody's business."""
        return f"notice follow {self.pk}"
