"""Blind indexes under the installation's keys: written with the first, looked up with all, so that keys can rotate."""

from django.conf import settings
from phonenumber_field.phonenumber import PhoneNumber

from engagement.rules.blind_index import blind_index, normalised_email
from engagement.rules.contacts import Contact


def email_index(address: str) -> str:
    """The digest under which an e-mail address is stored today."""
    return blind_index(normalised_email(address), settings.BLIND_INDEX_KEYS[0])


def phone_index(number: PhoneNumber) -> str:
    """The digest under which a telephone number is stored today."""
    return blind_index(number.as_e164, settings.BLIND_INDEX_KEYS[0])


def contact_index(contact: Contact) -> str:
    """The digest under which a contact is stored today; that of its e-mail address or telephone number."""
    return blind_index(contact.normalised, settings.BLIND_INDEX_KEYS[0])


def contact_indexes(contact: Contact) -> list[str]:
    """Every digest under which a contact may have been stored, one for each key."""
    return [blind_index(contact.normalised, key) for key in settings.BLIND_INDEX_KEYS]
