"""The outbox: a message is a row, written in the transaction that causes it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField, EncryptedTextField

from engagement.enums import Channel, NotificationState
from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.contacts import Contact


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Finds messages by what is stored encrypted."""

    def to_contact(self, *contacts: Contact) -> "NotificationQuerySet":
        """Those that go, or went, to one of these contacts, whoever reads it."""
        return self.filter(recipient_index__in=[index for one in contacts for index in contact_indexes(one)])


class Notification(models.Model):
    """A message to one person. A worker claims it, delivers it, and records the outcome or the next try.

    `context` is encrypted JSON for the template; once sent it is emptied, since it may hold a one-time code.
    """

    dedupe_key = models.CharField(_("what makes it one"), max_length=120, unique=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(_("template"), max_length=64)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel, default=Channel.EMAIL)
    recipient = EncryptedCharField(_("recipient"), max_length=254)
    # Empty where a version before this column wrote the row, until `index_recipients` ran.
    recipient_index = models.CharField(max_length=64, editable=False, db_default="")
    language = models.CharField(_("language"), max_length=16, default="en")
    case = models.ForeignKey(
        "engagement.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    context = EncryptedTextField(_("content"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=NotificationState, default=NotificationState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written at"))
    next_try_at = models.DateTimeField(_("next try at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    claim = models.UUIDField(_("claim"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    provider_id = models.CharField(_("what the provider calls it"), max_length=64, blank=True)
    delivered_at = models.DateTimeField(_("reached the phone at"), null=True)
    undelivered_at = models.DateTimeField(_("given up by the network at"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = NotificationQuerySet.as_manager()

    BLIND_INDEXES: ClassVar = {"recipient_index": lambda notification: contact_index(notification.contact)}

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="notification_claim_matches_state",
                condition=Q(state=NotificationState.CLAIMED, claim__isnull=False, claimed_at__isnull=False)
                | ~Q(state=NotificationState.CLAIMED) & Q(claim__isnull=True, claimed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="notification_sent_has_time",
                condition=Q(state=NotificationState.SENT, sent_at__isnull=False)
                | ~Q(state=NotificationState.SENT) & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="notification_delivered_or_not",
                condition=Q(delivered_at__isnull=True) | Q(undelivered_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["recipient_index"], name="notification_recipient"),
            models.Index(
                fields=["next_try_at"], name="notification_waiting", condition=Q(state=NotificationState.WAITING)
            ),
            models.Index(
                fields=["claimed_at"], name="notification_claimed", condition=Q(state=NotificationState.CLAIMED)
            ),
            models.Index(fields=["provider_id"], name="notification_provider_id", condition=~Q(provider_id="")),
            models.Index(
                fields=["undelivered_at"], name="notification_undelivered", condition=Q(undelivered_at__isnull=False)
            ),
        ]

    @property
    def contact(self) -> Contact:
        """Where it goes."""
        return Contact(Channel(self.channel), self.recipient)

    def __str__(self) -> str:
        return f"{self.template} {self.message_id}"
