"""The telephone number with which an account signs in too."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedCharField

from engagement.models.blind_index import contact_index, contact_indexes
from engagement.rules.contacts import by_phone


class AccountPhoneQuerySet(models.QuerySet["AccountPhone"]):
    """Finds numbers by what is stored encrypted."""

    def of_number(self, number: str) -> "AccountPhoneQuerySet":
        """The one with this number, in international form."""
        return self.filter(phone_index__in=contact_indexes(by_phone(number)))


class AccountPhone(models.Model):
    """A number whose phone showed a code to the owner of an account; before that there is no row.

    A family may share a phone, an account is one person's: a number opens one account.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="phone")
    phone = EncryptedCharField(_("telephone"), max_length=20)
    phone_index = models.CharField(max_length=64, unique=True, editable=False)
    proved_at = models.DateTimeField(_("proved at"))

    objects = AccountPhoneQuerySet.as_manager()

    BLIND_INDEXES: ClassVar = {"phone_index": lambda kept: contact_index(by_phone(kept.phone))}

    class Meta:
        verbose_name = _("telephone of an account")
        verbose_name_plural = _("telephones of accounts")

    def __str__(self) -> str:
        """A key, never the number: this text ends up in logs and lists."""
        return f"phone of account {self.user_id}"

    def set_number(self, number: str) -> None:
        """Keep a number in international form and the index under which it is found; saving is the caller's."""
        self.phone = number
        self.phone_index = contact_index(by_phone(number))
