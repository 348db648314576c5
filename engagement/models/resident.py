"""A resident: a person known to one municipality, with or without an account."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField, EncryptedEmailField
from phonenumber_field.phonenumber import PhoneNumber

from engagement.enums import Channel
from engagement.models.blind_index import (
    contact_index,
    contact_indexes,
    email_index,
    phone_index,
)
from engagement.rules.contacts import Contact, by_email, by_phone


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Finds residents by what is stored encrypted."""

    def with_contact(self, contact: Contact) -> "ResidentQuerySet":
        """Those who gave this contact; several people may share one."""
        if contact.is_phone:
            return self.filter(phone_index__in=contact_indexes(contact))
        return self.filter(email_index__in=contact_indexes(contact))

    def with_any_contact(self, *contacts: Contact) -> "ResidentQuerySet":
        """Those who gave one of these contacts."""
        indexes = [index for contact in contacts for index in contact_indexes(contact)]
        return self.filter(models.Q(email_index__in=indexes) | models.Q(phone_index__in=indexes))


class Resident(models.Model):
    """A person to whom a municipality owes answers. Name and contact are encrypted, and found by blind index alone.

    `privacy_notice` is what stood beside the form in which they last changed their name or contact; what stood beside
    the first one is kept with the case.
    """

    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="residents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="residents"
    )
    name = EncryptedCharField(_("name"), max_length=200, null=True, blank=True)
    email = EncryptedEmailField(_("e-mail address"), null=True, blank=True)
    email_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedCharField(_("telephone"), max_length=20, null=True, blank=True)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField(_("written to by"), max_length=16, choices=Channel, default=Channel.EMAIL)
    language = models.CharField(_("language"), max_length=16, default="en")
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what they were told of their data"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("known since"))

    objects = ResidentQuerySet.as_manager()

    BLIND_INDEXES: ClassVar = {
        "email_index": lambda resident: email_index(resident.email) if resident.email else "",
        "phone_index": lambda resident: contact_index(by_phone(resident.phone)) if resident.phone else "",
    }
    """How each index is made anew when keys change, see `engagement.services.keys`."""

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["email_index"], name="resident_email_index"),
            models.Index(fields=["phone_index"], name="resident_phone_index"),
        ]
        constraints = [
            models.CheckConstraint(
                name="resident_email_has_index",
                condition=models.Q(email__isnull=True, email_index="")
                | models.Q(email__isnull=False) & ~models.Q(email_index=""),
            ),
            models.CheckConstraint(
                name="resident_phone_has_index",
                condition=models.Q(phone__isnull=True, phone_index="")
                | models.Q(phone__isnull=False) & ~models.Q(phone_index=""),
            ),
        ]

    def __str__(self) -> str:
        """A number, never the name: this text ends up in logs and lists."""
        return f"resident {self.pk}"

    @property
    def contact(self) -> Contact | None:
        """By which they are written to; None where nothing is left of it."""
        if self.channel == Channel.SMS:
            return by_phone(self.phone) if self.phone else None
        return by_email(self.email) if self.email else None

    def set_contact(self, contact: Contact) -> None:
        """Keep a contact, and write to them by it from now on; saving is the caller's."""
        if contact.is_phone:
            self.set_phone(PhoneNumber.from_string(contact.value))
        else:
            self.set_email(contact.value)
        self.channel = contact.channel

    def forget_contact(self) -> None:
        """Keep no way to reach them; saving is the caller's."""
        self.email = self.phone = None
        self.email_index = self.phone_index = ""

    def set_email(self, address: str) -> None:
        """Keep an address and the index under which it is found; saving is the caller's."""
        self.email = address.strip()
        self.email_index = email_index(address)

    def set_phone(self, number: PhoneNumber) -> None:
        """Keep a number in international form and the index under which it is found; saving is the caller's."""
        self.phone = number.as_e164
        self.phone_index = phone_index(number)
